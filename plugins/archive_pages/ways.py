"""The ways into an archive that a publisher may leave out."""

from __future__ import annotations

AUTHORS, PLACES, AGENCIES = "authors", "places", "agencies"
ON_THIS_DAY, STATISTICS, FEEDS, API = "on-this-day", "statistics", "feeds", "api"
WAYS = (AUTHORS, PLACES, AGENCIES, ON_THIS_DAY, STATISTICS, FEEDS, API)
