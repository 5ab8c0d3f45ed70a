"""Profiles are learned from a pile, kept in files, and a person's corrections win."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from news_ingest.errors import IngestError
from news_ingest.profiles import file_name, group_of
from news_ingest.records import Origin
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings

NEWS = """ترميم السوق القديمة في {town} يبدأ بعد تأجيل طويل
{stamp}
أعلنت بلدية {town} صباح أمس بدء العمل في ترميم السوق القديمة، وقال رئيسها إن العمل ينتهي قبل الصيف المقبل.
بوابتك إلى الجبل وأهله
"""
TOWNS = ("وادي الشيح", "تل الغار", "عين السدر", "بئر النعناع")


def run(tmp_path: Path, towns: tuple[str, ...], stamp: str = "23/06/2012") -> dict[str, Any]:
    """Ingest an article a town, all of one publisher; its profile."""
    for town in towns:
        path = tmp_path / "raw/بوابة الجبل" / f"{town}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(NEWS.format(town=town, stamp=stamp), encoding="utf-8")
    ingest(IngestSettings((tmp_path / "raw",), tmp_path / "content"))
    loaded: dict[str, Any] = json.loads(profile(tmp_path).read_text(encoding="utf-8"))
    return loaded


def profile(tmp_path: Path) -> Path:
    """The one profile's file."""
    (path,) = (tmp_path / "content/profiles").iterdir()
    return path


def bodies(tmp_path: Path) -> list[str]:
    """The Markdown files."""
    return [path.read_text(encoding="utf-8") for path in (tmp_path / "content/articles").rglob("*.md")]


def test_a_pile_gives_a_readable_profile(tmp_path: Path) -> None:
    """It names its group, how many inputs there were, and what they show."""
    learned = run(tmp_path, TOWNS)
    assert (learned["group"], learned["seen"], learned["habits"]["order"]) == ("بوابة الجبل", 4, "dmy")
    assert learned["habits"]["furniture"] == ["بوابتك الي الجبل واهله"]
    assert all("بوابتك إلى الجبل" not in body for body in bodies(tmp_path))


def test_a_profile_is_learned_again_only_when_its_pile_has_doubled(tmp_path: Path) -> None:
    """So that one added article does not move the rules under the others."""
    run(tmp_path, TOWNS)
    assert run(tmp_path, (*TOWNS, "كفر الرمان"))["seen"] == 4
    assert run(tmp_path, (*TOWNS, "كفر الرمان", "جبل الطيون", "رأس المرجان", "مرسى الزيتون"))["seen"] == 8


def test_a_corrected_profile_is_kept_and_used(tmp_path: Path) -> None:
    """A person says that a line is no furniture: it returns to the texts, and stays however the pile grows."""
    learned = run(tmp_path, TOWNS)
    learned["habits"]["furniture"] = []
    text = json.dumps(learned, ensure_ascii=False)
    profile(tmp_path).write_text(text, encoding="utf-8")
    run(tmp_path, (*TOWNS, *(f"بلدة {number}" for number in range(8))))
    assert profile(tmp_path).read_text(encoding="utf-8") == text
    assert all("بوابتك إلى الجبل وأهله" in body for body in bodies(tmp_path))


NO_ORDER = {"order": "ymd", "kicker_above": None, "furniture": [], "outlets": [], "places": []}


@pytest.mark.parametrize(
    "text", ["", "[]", '{"group": "x"}', json.dumps({"group": "x", "seen": 1, "habits": NO_ORDER})]
)
def test_a_file_that_is_no_profile_is_an_error(tmp_path: Path, text: str) -> None:
    """The message names the file and what was expected, and nothing is overwritten."""
    run(tmp_path, TOWNS)
    profile(tmp_path).write_text(text, encoding="utf-8")
    with pytest.raises(IngestError, match=r"profile '.*بوابة-الجبل.*\.json': .*; expected JSON as ingest writes it"):
        run(tmp_path, TOWNS)
    assert profile(tmp_path).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("source", "publisher", "group"),
    [("x/1.txt", "عكاظ", "عكاظ"), ("دين/AEE18.txt", None, "AEE"), ("a-12.txt", None, "a"), ("خبر.txt", None, "")],
)
def test_whose_habits_an_input_shares(source: str, publisher: str | None, group: str) -> None:
    """Its publisher's, else those of a series of file names, else all's."""
    assert group_of(Origin("raw", source, publisher, None)) == group


@pytest.mark.parametrize("group", ["", "..", "../../x", "a/b", "عكاظ", "عكاظ الأسبوعي", "x" * 300, "CON", "a\0b"])
def test_a_groups_file_stays_in_its_folder(group: str) -> None:
    """Whatever a folder is called, its profile has a plain name of its own."""
    assert Path(file_name(group)).name == file_name(group)
    assert len(file_name(group).encode()) < 200
    assert file_name(group) != file_name(group + ".")
