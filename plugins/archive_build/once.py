"""Parts of pages that are the same on many pages, rendered once: `{{ once("partials/header.html") }}`."""

from __future__ import annotations

from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from archive_build.fingerprint import Templates

MOST = 1024


class Once:
    """The function `once` of templates: as `include`, but rendered again only where a value that the part asks for is
    another than before. Values are told apart as texts, numbers and truths, all others as objects.
    """

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._names: dict[str, tuple[str, ...]] = {}
        self._known: dict[tuple[Any, ...], tuple[tuple[Any, ...], Markup]] = {}

    @pass_context
    def __call__(self, context: Context, name: str) -> Markup:
        """The part `name` in this context."""
        names = self._names.get(name)
        if names is None:
            names = self._names[name] = tuple(sorted(self._templates.names(name)))
        own, shared = context.vars, context.parent  # as `context.get` looks, which takes five times as long
        values = tuple([own[one] if one in own else shared.get(one) for one in names])
        key = (name, *[value if isinstance(value, (str, int, type(None))) else id(value) for value in values])
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= MOST:
                self._known.clear()
            given = {one: value for one, value in zip(names, values, strict=True) if one in context}
            text = context.environment.get_template(name).render(given)
            found = self._known[key] = (values, Markup(text))  # noqa: S704 # a template's own output; the values stay alive
        return found[1]
