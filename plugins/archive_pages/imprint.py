"""Who publishes the site, and under which licence."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of the texts: its name and its address."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """The site's name and the line below it, its address without a slash at its end ("" where it has none), the time
    zone of its articles' times, and the licence of their texts.
    """

    name: str
    url: str
    description: str = ""
    zone: datetime.tzinfo = datetime.UTC
    licence: Licence | None = None
