"""What keeps a site from being checked, or told what it is made of."""

from __future__ import annotations


class SbomError(Exception):
    """A list cannot be made; the message says what is missing."""
