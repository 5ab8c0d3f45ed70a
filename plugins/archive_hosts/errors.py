"""What keeps files for hosts from being made."""

from __future__ import annotations


class HostsError(Exception):
    """A setting or a redirect is wrong; the message names it, its value and what was expected."""
