"""How to cite an article: in words, as RIS and BibTeX, and as COinS for reference managers.

The fields are those that the search exports (`archive_search/browser/exports.js`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from arabic_text.formats import month_name
from archive_pages.entries import Entry

TEX_RE = re.compile(r"[\\{}%&#$_~^]")
TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
# OpenURL 1.0 in keys and values (Z39.88-2004), of the format for articles
COINS = "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Ajournal&rft.genre=article&rft.language=ar"
BRACES_RE = re.compile(r"[{}\\]")


@dataclass(frozen=True, slots=True)
class Citation:
    """The same reference in four forms. `coins` is the value of a span's `title`."""

    plain: str
    ris: str
    bibtex: str
    coins: str


def citation(entry: Entry, site_url: str, site_name: str) -> Citation:
    """How to cite the article; `site_url` may be ""."""
    url = f"{site_url}/{entry.url}" if site_url else ""
    date = entry.date.isoformat() if entry.date else ""
    publisher = entry.publisher.name if entry.publisher else ""
    section = entry.section.name if entry.section else ""
    return Citation(
        _plain(entry, publisher or site_name, url),
        _ris(entry, publisher, section, date, url),
        _bibtex(entry, publisher, section, date, url),
        _coins(entry, publisher or site_name, date, url),
    )


def _plain(entry: Entry, container: str, url: str) -> str:
    """«رنيم حنوش، «ترميم السوق»، صحيفة السهل، 21 يوليو 2015. https://…»."""
    day = f"{entry.date.day} {month_name(entry.date.month)} {entry.date.year}" if entry.date else "بلا تاريخ"
    parts = ["، ".join(entry.authors), f"«{_line(entry.title)}»", container, day]
    return f"{'، '.join(filter(None, parts))}. {url}".strip()


def _ris(entry: Entry, publisher: str, section: str, date: str, url: str) -> str:
    rows = [("TY", "NEWS"), ("TI", entry.title), *(("AU", name) for name in entry.authors)]
    rows += [("T2", publisher), ("KW", section), ("PY", date[:4]), ("DA", date.replace("-", "/"))]
    rows += [("LA", "ar"), ("UR", url)]
    return "".join(f"{tag}  - {_line(value)}\n" for tag, value in rows if value) + "ER  - \n"


def _bibtex(entry: Entry, publisher: str, section: str, date: str, url: str) -> str:
    rows = [
        ("title", f"{{{_tex(entry.title)}}}"),
        ("author", " and ".join(f"{{{_tex(name)}}}" for name in entry.authors)),
        ("journal", _tex(publisher)),
        ("keywords", _tex(section)),
        ("year", date[:4]),
        ("date", date),
        ("url", BRACES_RE.sub(lambda match: quote(match[0]), url)),
        ("langid", "arabic"),
    ]
    return f"@article{{{entry.id},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in rows if value) + "}\n"


def _coins(entry: Entry, container: str, date: str, url: str) -> str:
    rows = [("rft.atitle", _line(entry.title)), ("rft.jtitle", _line(container))]
    rows += [*(("rft.au", name) for name in entry.authors), ("rft.date", date), ("rft_id", url)]
    return COINS + "".join([f"&{name}={value.translate(QUOTED)}" for name, value in rows if value])


class _Quoted(dict[int, str]):
    """Characters as `quote` writes them, each worked out once: it goes over a text byte by byte."""

    def __missing__(self, sign: int) -> str:
        quoted = self[sign] = quote(chr(sign), safe="")
        return quoted


QUOTED = _Quoted()


def _line(text: str) -> str:
    return " ".join(text.split())


def _tex(text: str) -> str:
    return TEX_RE.sub(lambda match: TEX.get(match[0], f"\\{match[0]}"), _line(text))
