"""The ways into an archive that a publisher may leave out."""

from __future__ import annotations

AUTHORS, PLACES, AGENCIES = "authors", "places", "agencies"
ON_THIS_DAY, STATISTICS, FEEDS, API, COMPARISONS = "on-this-day", "statistics", "feeds", "api", "comparisons"
WAYS = (AUTHORS, PLACES, AGENCIES, ON_THIS_DAY, STATISTICS, FEEDS, API, COMPARISONS)
