"""Feed ingest with broken and hostile files, mutated from real ones: nothing may raise, hang or go missing.

    .venv/bin/python bench/fuzz_ingest.py FOLDER_OF_TXT [-n 10000] [--seed 0]

Prints how many gave an article and how many went to quarantine by reason, and the slowest. Ends with
status 1 where an input raised, took longer than `--seconds`, or lost words (text F1 of an unmutated
file is scored elsewhere; here every line must be in the article or in its report).
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from news_ingest.clean import clean_lines
from news_ingest.markdown import to_markdown
from news_ingest.pipeline import make_articles
from news_ingest.records import Article, RawArticle
from news_ingest.sources.inputs import origin_of, raw_text

HOSTILE = [
    *(
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "{% raw %}",
        "[x](javascript:alert(1))",
        "&#0;",
        "&nbsp;" * 50,
        "\x00",
        "\x02wzxhzdk:0\x03",
    ),
    *(
        "\u202e",
        "\u2066",
        "\ufeff",
        "﷽",
        "=" * 5000,
        "ـ" * 5000,
        "(" * 3000,
        "«" * 3000,
        "1/" * 3000,
        "- " * 3000,
        "1.1.2012 " * 500,
    ),
    *(
        "محمد " * 2000,
        "نشر في " * 1000,
        ": " * 2000,
        "أ ف ب " * 500,
        "@" * 2000,
        "a@b." * 500,
        "الرئيسية » " * 500,
        "23:59:59 " * 300,
    ),
]


def mutate(data: bytes, others: list[bytes], rng: random.Random) -> bytes:
    """One to four random changes of a file's bytes."""
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(data) + 1)
        data = rng.choice(MUTATIONS)(data, at, others, rng)
    return data


def _other_encoding(data: bytes, *_: object) -> bytes:
    return data.decode("cp1256", "replace").encode("utf-16-le", "replace")


MUTATIONS = (
    lambda data, at, others, rng: data[:at],
    lambda data, at, others, rng: data[at:],
    lambda data, at, others, rng: data[:at] + rng.randbytes(rng.randint(1, 40)) + data[at:],
    lambda data, at, others, rng: data[:at] + b"\x00" * rng.randint(1, 300) + data[at:],
    lambda data, at, others, rng: data[:at] + rng.choice(others)[:2000].decode("cp1256").encode() + data[at:],
    lambda data, at, others, rng: data + rng.choice(others),
    lambda data, at, others, rng: data.replace(b"\r\n", b" ") if rng.random() < 0.5 else data.replace(b" ", b"\r\n"),
    lambda data, at, others, rng: data[:at] + f"\n{rng.choice(HOSTILE)}\n".encode("cp1256", "replace") + data[at:],
    lambda data, at, others, rng: f"{rng.choice(HOSTILE)}\n".encode() + data.decode("cp1256").encode(),
    lambda data, at, others, rng: data[:at] + data[at : at + 200] * 50 + data[at:],
    _other_encoding,
)


def lost_lines(raw: RawArticle, made: tuple[Article, ...]) -> list[str]:
    """The raw text's lines that are neither in an article nor in its report."""
    kept = {text for article in made for text in (*article.paragraphs, *(row.text for row in article.removed))}
    fields = [text for one in made for text in (one.title, one.kicker, one.deck, one.caption)]
    display = " ".join(filter(None, fields))
    return [line.text for line in clean_lines(raw.text)[0] if line.text not in kept and line.text not in display]


def main() -> int:
    """Run; 0 where all is well."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-n", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=2.0, help="the most that one input may take")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    files = [path.read_bytes() for path in sorted(options.folder.rglob("*.txt"))]
    outcomes: Counter[str] = Counter()
    slowest = (0.0, 0)
    for number in range(options.n):
        data = mutate(rng.choice(files), files, rng)
        started = time.perf_counter()
        try:
            raw = raw_text(origin_of("raw", f"{number}.txt"), data)
            made = make_articles(raw) if isinstance(raw, RawArticle) else raw
            if isinstance(raw, RawArticle) and isinstance(made, tuple):
                for article in made:
                    to_markdown(article)
                lost = lost_lines(raw, made)
                outcomes["lost lines" if lost else "articles" if len(made) > 1 else "article"] += 1
                if lost:
                    print(f"{number}: lost {lost[0][:80]!r}")
            else:
                outcomes[f"quarantine: {getattr(made, 'reason', '')}"] += 1
        except Exception:  # noqa: BLE001 # anything that is raised is a finding
            outcomes["raised"] += 1
            traceback.print_exc()
        slowest = max(slowest, (time.perf_counter() - started, number))
    print(dict(outcomes), f"slowest {slowest[0]:.2f} s (input {slowest[1]})")
    return int(bool(outcomes["raised"] or outcomes["lost lines"] or slowest[0] > options.seconds))


if __name__ == "__main__":
    sys.exit(main())
