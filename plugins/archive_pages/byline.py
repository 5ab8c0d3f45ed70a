"""A byline as printed, with links to its authors' lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup

from archive_pages.bidi import isolated
from archive_pages.entries import Term


def linked_byline(byline: str, authors: Sequence[Term], site: str) -> Markup:
    """The byline with each author's name linked where it stands; authors that it does not name follow it."""
    by_name = {author.name: author for author in authors}
    named = "|".join(re.escape(name) for name in sorted(by_name, key=lambda name: (-len(name), name)))
    parts = re.split(f"({named})", byline) if named else [byline]
    missing = [author for author in authors if author.name not in parts]
    shown = [_link(by_name[part], site) if part in by_name else isolated(part) for part in parts if part]
    return Markup("").join(shown) + Markup("").join(Markup("، ") + _link(author, site) for author in missing)


def _link(author: Term, site: str) -> Markup:
    return Markup('<a class="author" href="{}/{}"><bdi>{}</bdi></a>').format(site, author.url, author.name)
