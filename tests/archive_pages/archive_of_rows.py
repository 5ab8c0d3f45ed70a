"""Archives of rows, and their pages."""

from __future__ import annotations

from collections.abc import Mapping

from archive_pages.archive import Shape
from archive_pages.entries import Entry
from archive_pages.site import Archive, Output, archive_of, outputs
from archive_pages.terms import Naming, names_in, terms_from

WHOLE, PLAIN, NONE = Shape(), Naming(), dict[str, str]()


def archive(*entries: Entry, shape: Shape = WHOLE, originals: Mapping[str, str] = NONE) -> Archive:
    """The archive of rows, with all terms that they name."""
    names: dict[str, list[str]] = {"sections": [], "publishers": [], "authors": [], "places": [], "agencies": []}
    for entry in entries:
        names["sections"] += [entry.section.name] if entry.section else []
        names["publishers"] += [entry.publisher.name] if entry.publisher else []
        for kind, found in names_in(entry).items():
            names[kind] += found
    return archive_of(entries, terms_from(names, PLAIN, shape.ways), shape, originals)


def pages(of: Archive) -> dict[str, Output]:
    """The pages by address; none stands twice."""
    made = list(outputs(of))
    assert len({output.save_as for output in made}) == len(made)
    return {output.url: output for output in made}
