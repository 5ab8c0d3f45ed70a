"""A byline as printed, with links to its authors' lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from markupsafe import Markup

from archive_build.compiler import shown
from archive_pages.bidi import isolated
from archive_pages.entries import Term


def linked_byline(byline: str, authors: Sequence[Term], site: str) -> Markup:
    """The byline with each author's name linked where it stands; authors that it does not name follow it."""
    if not authors:
        return isolated(byline)
    by_name = {author.name: author for author in authors}
    parts = list(_parts(byline, sorted(by_name, key=len, reverse=True)))
    missing = [author for author in authors if author.name not in parts]
    linked = [_link(by_name[part], site) if part in by_name else isolated(part) for part in parts if part]
    return Markup("".join([*linked, *(f"، {_link(author, site)}" for author in missing)]))  # noqa: S704 # of safe parts


def _parts(text: str, names: Sequence[str]) -> Iterator[str]:
    """A text cut before and behind each of some names, of which the longest come first."""
    while text:
        found = min(((at, name) for name in names if (at := text.find(name)) >= 0), key=itemgetter(0), default=None)
        if found is None:
            yield text
            return
        at, name = found
        yield from (text[:at], name)
        text = text[at + len(name) :]


def _link(author: Term, site: str) -> Markup:
    link = f'<a class="author" href="{shown(site)}/{shown(author.url)}"><bdi>{shown(author.name)}</bdi></a>'
    return Markup(link)  # noqa: S704 # escaped
