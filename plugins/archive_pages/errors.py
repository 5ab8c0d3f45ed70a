"""What keeps a site from being built."""

from __future__ import annotations


class PagesError(Exception):
    """A setting or a needed file is wrong; the message names it, its value and what was expected."""
