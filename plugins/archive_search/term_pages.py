"""The pages of the index from أ to ي: the letters, and each letter's terms, 100 a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive_pages.site import Output
from archive_search.terms import IndexTerm

ROOT = "terms/"
PER_PAGE = 100
LETTERS = {
    "ا": ("أ", "alef"),
    "ب": ("ب", "beh"),
    "ت": ("ت", "teh"),
    "ث": ("ث", "theh"),
    "ج": ("ج", "jeem"),
    "ح": ("ح", "hah"),
    "خ": ("خ", "khah"),
    "د": ("د", "dal"),
    "ذ": ("ذ", "thal"),
    "ر": ("ر", "reh"),
    "ز": ("ز", "zain"),
    "س": ("س", "seen"),
    "ش": ("ش", "sheen"),
    "ص": ("ص", "sad"),
    "ض": ("ض", "dad"),
    "ط": ("ط", "tah"),
    "ظ": ("ظ", "zah"),
    "ع": ("ع", "ain"),
    "غ": ("غ", "ghain"),
    "ف": ("ف", "feh"),
    "ق": ("ق", "qaf"),
    "ك": ("ك", "kaf"),
    "ل": ("ل", "lam"),
    "م": ("م", "meem"),
    "ن": ("ن", "noon"),
    "ه": ("هـ", "heh"),
    "و": ("و", "waw"),
    "ي": ("ي", "yeh"),
}  # names of the letters in Unicode, which address the pages
OTHERS = ("حروف أخرى", "other")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that begins terms: how it is shown, its page, and how many terms it has."""

    name: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class TermsPage:
    """A page of a letter: its address, and «أبها – أرامكو», its first and last terms."""

    url: str
    span: str


def term_pages(terms: Sequence[IndexTerm]) -> Iterator[Output]:
    """The page of letters, then each letter's pages; none where there are no terms. Terms come in their keys' order."""
    if not terms:
        return
    groups: defaultdict[tuple[str, str], list[IndexTerm]] = defaultdict(list)
    for term in terms:
        groups[LETTERS.get(term.word.key[0], OTHERS)].append(term)
    rows = [row for row in (*LETTERS.values(), OTHERS) if row in groups]
    letters = [Letter(row[0], f"{ROOT}{row[1]}/", len(groups[row])) for row in rows]
    yield Output(ROOT, "letters", {"letters": letters, "count": len(terms)})
    for letter, row in zip(letters, rows, strict=True):
        parts = [groups[row][at : at + PER_PAGE] for at in range(0, len(groups[row]), PER_PAGE)]
        pages = [TermsPage(_address(letter.url, number), _span(part)) for number, part in enumerate(parts, 1)]
        shared = {"letter": letter, "letters": letters, "letter_pages": pages}
        for page, part in zip(pages, parts, strict=True):
            shown = [{"word": term.word, "titles": term.titles, "newest": term.newest} for term in part]
            yield Output(page.url, "letter", {**shared, "page": page, "terms": shown})


def _address(url: str, number: int) -> str:
    return url if number == 1 else f"{url}{number}/"


def _span(terms: Sequence[IndexTerm]) -> str:
    first, last = terms[0].word.shown, terms[-1].word.shown
    return first if first == last else f"{first} – {last}"
