"""Say how one raw file is understood: each line's role, the rivals and their scores, what comes of it, how surely."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from arabic_text.dates import DateMention
from news_ingest.clean import clean_lines
from news_ingest.errors import IngestError
from news_ingest.fields.byline import split_parts
from news_ingest.layout import Layout, understand
from news_ingest.markdown import metadata
from news_ingest.pipeline import make_articles, stories_of
from news_ingest.profiles import Profile, file_name, group_of, read_profile
from news_ingest.records import NOTHING_KNOWN, Evidence, RawArticle, Rejected, Role
from news_ingest.settings import IngestSettings
from news_ingest.sources.columns import Columns
from news_ingest.sources.walk import walk
from news_ingest.stories import parts

SHOWN_CHARACTERS = 100


def explain(path: Path, settings: IngestSettings) -> Iterator[str]:
    """Lines of text about each input of `path`, read with the profile that its source's other files gave.

    Raises IngestError where the file does not exist or is below none of the sources.
    """
    roots = [root for root in settings.sources if isinstance(root, Path)]
    root = next((root for root in roots if path.resolve().is_relative_to(root.resolve())), None)
    if root is None or not path.is_file():
        names = ", ".join(map(str, roots)) or "a folder or file on this machine"
        raise IngestError(f"file {str(path)!r}: no such file below the sources; expected one of {names}")
    source = path.resolve().relative_to(root.resolve()).as_posix() if root.is_dir() else path.name
    for item in walk(root, "", columns=Columns(settings.fields), limits=settings.limits):
        if item.origin.source == source or item.origin.source.startswith((f"{source}#", f"{source}/")):
            raw = item.read()
            yield from _rejected(raw) if isinstance(raw, Rejected) else _explain(raw, settings)


def _rejected(raw: Rejected) -> Iterator[str]:
    yield f"{raw.source}: in quarantine: {raw.reason}"


def _explain(raw: RawArticle, settings: IngestSettings) -> Iterator[str]:
    profile = _profile(raw, settings)
    known = profile.known if profile else NOTHING_KNOWN
    yield f"{raw.origin.source} ({raw.encoding}), profile: {profile.group if profile else 'none'}"
    made = make_articles(raw, known)
    if isinstance(made, Rejected):
        yield from _rejected(made)
        return
    starts = stories_of(raw, *clean_lines(raw.text)).starts
    for (first, part), article in zip(parts(raw, starts), made, strict=True):
        if starts:
            yield f"story from line {first}: {part.origin.source}"
        yield from _lines(understand(clean_lines(part.text, first)[0], known))
        yield from (f"{key}: {value}" for key, value in metadata(article).items())
        yield from map(_evidence, article.evidence)
        yield from (f"doubt: {doubt}" for doubt in article.doubts)


def _lines(layout: Layout) -> Iterator[str]:
    """Each line with its role and its score as a headline, what a date or byline line was read as, and the choice."""
    scores = dict(layout.choice.scores)
    for line in layout.lines:
        score = f"{scores[line.number]:+.2f}" if line.number in scores else ""
        role = layout.roles[line.number]
        yield f"{line.number:4}  {role.value:<9} {score:>6}  {line.text[:SHOWN_CHARACTERS]}"
        if role is Role.DATE:
            yield from (f"{'':24}{_date(date)}" for date in layout.dates[line.number])
        elif role is Role.BYLINE:
            yield f"{'':24}{' | '.join(f'{part.kind}: {part.text}' for part in split_parts(line.text, layout.known))}"
    if scores:
        told_by, margin = layout.choice.told_by, layout.choice.margin
        yield f"headline told by: {told_by}{f' of {margin:.2f} over the next line' if told_by == 'margin' else ''}"


def _date(date: DateMention) -> str:
    days = " or ".join("-".join(f"{part:02}" for part in reading) for reading in date.readings)
    return f"{'Hijri' if date.hijri else 'Gregorian'} {days}"


def _evidence(one: Evidence) -> str:
    places = ", ".join(f"line {line} [{start}:{end}]" for line, start, end in one.places)
    return f"evidence: {one.field} {one.confidence:.2f}, {one.origin}{f', {places}' if places else ''}"


def _profile(raw: RawArticle, settings: IngestSettings) -> Profile | None:
    path = settings.profiles / file_name(group_of(raw.origin))
    return read_profile(path) if path.is_file() else None
