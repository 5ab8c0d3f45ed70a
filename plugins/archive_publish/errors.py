"""Errors of publishing that a user can act on."""


class PublishError(Exception):
    """A target cannot be reached or written; the message names it and says what was expected."""
