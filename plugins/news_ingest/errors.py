"""What can go wrong in a run as a whole. A bad input file is no error: it is `Rejected`."""

from __future__ import annotations


class IngestError(Exception):
    """A run cannot start or go on; the message names the setting or file, its value and what was expected."""
