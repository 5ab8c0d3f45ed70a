"""What keeps a site from being built."""

from __future__ import annotations


class BuildError(Exception):
    """A build cannot go on; the message names what is wrong and what was expected."""


class EngineError(Exception):
    """An engine cannot be opened, or is lost while it works; the message says what was expected."""
