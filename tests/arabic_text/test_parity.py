"""Python's and JavaScript's analyzers give the same terms at the same places, and take words apart alike."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arabic_text.analyze import analyze
from arabic_text.clitics import cuts
from arabic_text.stem import strip_endings
from archive_search.ask import node

ROOT = Path(__file__).parents[2]
NEWSPAPERS = ROOT.parent / "shared" / "corpus" / "newspapers"
ASTRAL = (
    range(0x10A00, 0x10A60),  # Kharoshthi, right to left
    range(0x10E60, 0x10F00),  # Rumi digits, Arabic Extended-C
    range(0x1D400, 0x1D800),  # mathematical letters, which NFKC makes plain
    range(0x1E900, 0x1E960),  # Adlam, right to left, with case
    range(0x1EE00, 0x1EF00),  # mathematical Arabic letters, which NFKC makes plain
    range(0x1F100, 0x1F700),  # letters in squares, emoji
    range(0x1FBF0, 0x1FBFA),  # segmented digits, which NFKC makes plain
    range(0x20000, 0x20020),  # Chinese letters
    range(0x2F800, 0x2F820),
    range(0xE0000, 0xE0080),  # tags
)
SCRIPT = """
import { readFileSync, writeFileSync } from "node:fs";
const [root, input, output] = process.argv.slice(1);
const { createAnalyzer } = await import(`file://${root}/plugins/arabic_text/js/analyze.js`);
const tables = JSON.parse(readFileSync(`${root}/plugins/arabic_text/tables.json`, "utf8"));
const analyzer = createAnalyzer(tables);
const points = (text) => Array.from(text).length;
const apart = (surface) => analyzer.cuts(surface).map(({ clitic, rest }) => [clitic, rest]);
const answers = JSON.parse(readFileSync(input, "utf8")).map((text) =>
  analyzer.analyze(text).map(({ stem, surface, start, end }) =>
    [stem, surface, points(text.slice(0, start)), points(text.slice(0, end)),
      apart(surface), analyzer.stripEndings(surface)]));
writeFileSync(output, JSON.stringify(answers));
"""


def python_terms(text: str) -> list[list[Any]]:
    """The terms of a text with their places in code points, their cuts, and themselves without endings."""
    return [
        [
            term.stem,
            term.surface,
            term.start,
            term.end,
            [[cut.clitic, cut.rest] for cut in cuts(term.surface)],
            strip_endings(term.surface),
        ]
        for term in analyze(text)
    ]


def differences(texts: list[str], folder: Path) -> list[tuple[str, object, object]]:
    """The texts that JavaScript reads otherwise, as (text, Python's terms, JavaScript's terms); one run of Node."""
    (folder / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    files = [str(ROOT), str(folder / "texts.json"), str(folder / "terms.json")]
    subprocess.run([node(), "--input-type=module", "--eval", SCRIPT, *files], check=True)
    answers = json.loads((folder / "terms.json").read_text(encoding="utf-8"))
    assert len(answers) == len(texts)
    rows = zip(texts, map(python_terms, texts), answers, strict=True)
    return [(text, ours, theirs) for text, ours, theirs in rows if ours != theirs]


def around(character: str) -> Iterator[str]:
    """A character alone, between Arabic letters, between Latin letters and between digits."""
    yield from (character, f"كتا{character}بها", f"Ab{character}Cd", f"1{character}2", f"٣{character}٤")


def test_every_character_is_read_alike(tmp_path: Path) -> None:
    """Each code point of the BMP, and of the astral blocks whose letters look like ours, in five surroundings."""
    characters = map(chr, chain(range(0x10000), *ASTRAL))
    texts = [text for character in characters for text in around(character)]
    assert differences(texts, tmp_path)[:20] == []


def test_any_text_is_read_alike(tmp_path: Path) -> None:
    """Characters that change with their neighbours: sigma, accents, hamza marks, jamo, joiners; and anything else."""
    texts: list[str] = []

    @settings(max_examples=1000, deadline=None, database=None)
    @given(
        st.text(st.sampled_from("aΑΣςİIßé\u0301\u0307اويه\u0653\u0654\u0651ۓﻻﷺـ\u200d\u200f각न\u093c٣5 .😀\ud800"))
        | st.text()
    )
    def collect(text: str) -> None:
        texts.append(text)

    collect()
    assert differences(texts, tmp_path)[:20] == []


def test_any_letters_are_taken_apart_alike(tmp_path: Path) -> None:
    """Words of the letters that clitics and endings are made of."""
    texts: list[str] = []

    @settings(max_examples=1000, deadline=None, database=None)
    @given(st.text(st.sampled_from("وفبلكساتهنيمءةى"), min_size=1, max_size=14))
    def collect(text: str) -> None:
        texts.append(text)

    collect()
    assert differences(texts, tmp_path)[:20] == []


def test_every_newspaper_word_is_read_alike(tmp_path: Path) -> None:
    """Each different word of 1,408 newspaper files."""
    if not NEWSPAPERS.is_dir():
        pytest.skip("shared/corpus is not here")
    files = sorted(NEWSPAPERS.rglob("*.txt"))
    words = sorted({word for file in files for word in file.read_bytes().decode("cp1256").split()})
    assert (len(files), len(words) > 100_000) == (1408, True)
    assert differences(words, tmp_path)[:20] == []
