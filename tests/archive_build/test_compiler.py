"""Templates compiled to faster code give what Jinja's own code gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from archive_build.compiler import compile_quickly, shown

PARTS = {
    "base": "<{% block title %}[{{ name }}]{% endblock %}>{% block body %}{% endblock %}{{ self.title() }}",
    "macros": "{% macro link(x, y='&') %}<a>{{ x }}{{ y }}</a>{{ caller() if caller else '' }}{% endmacro %}",
    "part": "({{ name }}{{ one }})",
}
VALUES: dict[str, Any] = {"name": "<a & 'b' \"c\">", "safe": Markup("<b>"), "many": [1, None, "&"], "none": None}
CASES = [
    "{{ name }}{{ safe }}{{ many }}{{ none }}{{ missing }}{{ 1.5 }}",
    "{% extends 'base' %}{% block title %}{{ super() }}&{% endblock %}{% block body %}{{ safe }}{% endblock %}",
    "{% extends 'base' %}{% block body %}{% for one in many %}{{ loop.index }}{{ one }}{% endfor %}{% endblock %}",
    "{% block a %}{% for one in many %}{% block b scoped %}{{ one }}{% endblock %}{% endfor %}{% endblock %}",
    "{% from 'macros' import link %}{{ link(name) }}{{ link(y=safe) }}{% call link(name) %}{{ safe }}{% endcall %}",
    "{% for one in many %}{% include 'part' %}{% endfor %}{% block c %}{% include 'part' %}{% endblock %}",
    "{% set both %}{{ name }}{{ safe }}{% endset %}{{ both }}{% filter upper %}{{ name }}{% endfilter %}",
    "{% autoescape false %}{{ name }}{% endautoescape %}{% autoescape none %}{{ name }}{% endautoescape %}{{ name }}",
    "{{ plain(name) }}{{ plain(text=safe) }}{{ stops() }}{{ many.index('&') }}{{ name.upper() }}",
    "{% for one in many %}{{ seen() }}{% endfor %}{% block d %}{% set own = name %}{{ seen() }}{{ own }}{% endblock %}",
]


def stops() -> None:
    """A function that Jinja takes for one that gives nothing."""
    raise StopIteration


@pass_context
def seen(context: Context) -> str:
    """What a function that asks for the context finds there."""
    return f"{context.get('name')}{context.get('one')}{context.get('own')}"


def environment(case: str, **options: Any) -> Environment:
    """An environment with a template «case»."""
    env = Environment(loader=DictLoader({**PARTS, "case": case}), autoescape=True, **options)
    env.globals |= {"plain": lambda text: text, "stops": stops, "seen": seen}
    return env


@pytest.mark.parametrize("options", [{}, {"finalize": lambda value: "-" if value is None else value}])
@pytest.mark.parametrize("case", CASES)
def test_the_text_is_that_of_jinjas_own_code(case: str, options: dict[str, Callable[[Any], Any]]) -> None:
    """Whatever a template does, with and without a function that sees all values."""
    own, quick = environment(case, **options), environment(case, **options)
    compile_quickly(quick)
    assert quick.get_template("case").render(VALUES) == own.get_template("case").render(VALUES)


def test_a_block_comes_out_in_one_piece() -> None:
    """Pieces would pass through the code of each template that the page extends."""
    env = environment(CASES[2])
    compile_quickly(env)
    assert [*env.get_template("case").generate(VALUES)][-2:] == [
        "112None3&amp;",
        "[&lt;a &amp; &#39;b&#39; &#34;c&#34;&gt;]",
    ]


@pytest.mark.parametrize("value", ["&", Markup("&"), 7, None, type("Own", (), {"__html__": lambda _: "<own>"})()])
def test_what_is_shown_is_escaped_once(value: object) -> None:
    """Texts, safe HTML, numbers, and what knows its own HTML."""
    assert shown(value) == str(Markup.escape(value))
