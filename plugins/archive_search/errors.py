"""What keeps the search from being built or asked."""

from __future__ import annotations


class SearchError(Exception):
    """A needed file or program is missing, or a query file is wrong; the message names it and what was expected."""
