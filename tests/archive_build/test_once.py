"""Parts of pages that are rendered once."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment

from archive_build import once as once_module
from archive_build.fingerprint import Templates
from archive_build.once import Once

PAGE = '{{ once("part") }}'


@pytest.fixture
def env() -> Environment:
    """A page and its part, which says how often it is rendered."""
    made = Environment(loader=DictLoader({"page": PAGE, "part": "{{ name }}{{ count() }}"}), autoescape=True)
    counted = iter(range(100))
    made.globals |= {"once": Once(Templates(made)), "count": lambda: next(counted)}
    return made


def render(env: Environment, name: object) -> str:
    """The page, of another name."""
    return env.get_template("page").render(name=name)


def test_a_part_is_rendered_again_only_for_another_value(env: Environment) -> None:
    """Texts are told apart by what they say, and are escaped once."""
    assert [render(env, name) for name in ("<", "b", "<", "b")] == ["&lt;0", "b1", "&lt;0", "b1"]


def test_other_values_are_told_apart_as_objects(env: Environment) -> None:
    """Two lists may be equal now and change later."""
    one: list[int] = []
    assert [render(env, value) for value in (one, [], one)] == ["[]0", "[]1", "[]0"]


def test_only_so_many_are_kept(env: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then all are let go."""
    monkeypatch.setattr(once_module, "MOST", 2)
    assert [render(env, name) for name in "abca"] == ["a0", "b1", "c2", "a3"]
