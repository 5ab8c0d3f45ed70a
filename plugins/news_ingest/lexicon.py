"""The word lists of `data/`, normalized, each read once."""

from __future__ import annotations

import functools
import json
from importlib import resources
from typing import Any

from arabic_text.normalize import normalize


def _text(name: str) -> str:
    return resources.files("news_ingest").joinpath("data", name).read_text(encoding="utf-8")


@functools.cache
def furniture_phrases() -> tuple[str, ...]:
    """What a site's own lines say («جميع الحقوق محفوظة»)."""
    return tuple(normalize(phrase) for phrase in json.loads(_text("furniture.json"))["phrases"])


@functools.cache
def related_phrases() -> tuple[str, ...]:
    """What stands above a list of other articles («مواضيع ذات صلة»)."""
    return tuple(normalize(phrase) for phrase in json.loads(_text("furniture.json"))["related"])


@functools.cache
def furniture_words() -> frozenset[str]:
    """Words that such lines are made of; none of them alone makes a line furniture."""
    return frozenset(normalize(word) for word in json.loads(_text("furniture.json"))["words"])


@functools.cache
def agencies() -> dict[str, str]:
    """An agency's short and long forms, with its full name."""
    data: dict[str, Any] = json.loads(_text("agencies.json"))
    return {normalize(form).replace(".", " "): name for name, forms in data.items() for form in [name, *forms]}


@functools.cache
def places() -> frozenset[str]:
    """Cities that datelines name."""
    return frozenset(normalize(name) for name in _text("places.txt").splitlines())


@functools.cache
def given_names() -> frozenset[str]:
    """Common Arabic given names."""
    return frozenset(normalize(name) for name in _text("given_names.txt").split())


def _labels(kind: str) -> frozenset[str]:
    return frozenset(normalize(label) for label in json.loads(_text("labels.json"))[kind])


@functools.cache
def stamp_labels() -> frozenset[str]:
    """Words that stand around a date on a date line («نشر في», «آخر تحديث»)."""
    return _labels("stamp")


@functools.cache
def byline_labels() -> frozenset[str]:
    """Words of a byline that are no names («بقلم», «تصوير»)."""
    return _labels("byline")


@functools.cache
def name_labels() -> frozenset[str]:
    """Those of them that stand directly before a name («بقلم خالد …»)."""
    return _labels("before a name")
