"""What the report counts of an article: its publisher, its year, and what each of its fields rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Facts = dict[str, Any]
FIELDS = (
    *("Title", "Kicker", "Deck", "Date", "Date_earliest", "Byline", "Authors", "Agency", "Place"),
    *("Publisher", "Category"),
)
PRESENT = "present"


def facts_of(found: Mapping[str, str]) -> Facts:
    """Of an article's metadata: `publisher` and `year` (None where unknown), and `from`: each field's `*_from`,
    "present" where it has none.
    """
    return {
        "publisher": found.get("Publisher"),
        "year": found["Date"][:4] if "Date" in found else None,
        "from": {name: found.get(f"{name}_from", PRESENT) for name in FIELDS if name in found},
    }
