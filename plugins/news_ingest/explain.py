"""Say how one raw file is understood: each line's role, the display lines' scores, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from news_ingest.clean import clean_lines
from news_ingest.errors import IngestError
from news_ingest.layout import understand
from news_ingest.markdown import metadata
from news_ingest.pipeline import make_article
from news_ingest.profiles import Profile, file_name, group_of, read_profile
from news_ingest.records import NOTHING_KNOWN, RawArticle, Rejected
from news_ingest.settings import IngestSettings
from news_ingest.sources.columns import Columns
from news_ingest.sources.walk import walk

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
    for item in walk(root, "", columns=Columns(settings.fields)):
        if item.origin.source == source or item.origin.source.startswith((f"{source}#", f"{source}/")):
            raw = item.read()
            yield from _rejected(raw) if isinstance(raw, Rejected) else _explain(raw, settings)


def _rejected(raw: Rejected) -> Iterator[str]:
    yield f"{raw.source}: in quarantine: {raw.reason}"


def _explain(raw: RawArticle, settings: IngestSettings) -> Iterator[str]:
    profile = _profile(raw, settings)
    known = profile.known if profile else NOTHING_KNOWN
    yield f"{raw.origin.source} ({raw.encoding}), profile: {profile.group if profile else 'none'}"
    lines, _ = clean_lines(raw.text)
    layout = understand(lines, known) if lines else None
    scores = dict(layout.choice.scores) if layout else {}
    for line in lines:
        role = layout.roles[line.number].value if layout else ""
        score = f"{scores[line.number]:+.2f}" if line.number in scores else ""
        yield f"{line.number:4}  {role:<9} {score:>6}  {line.text[:SHOWN_CHARACTERS]}"
    article = make_article(raw, known)
    if isinstance(article, Rejected):
        yield from _rejected(article)
        return
    yield from (f"{key}: {value}" for key, value in metadata(article) if value)
    yield from (f"doubt: {doubt}" for doubt in article.doubts)


def _profile(raw: RawArticle, settings: IngestSettings) -> Profile | None:
    path = settings.profiles / file_name(group_of(raw.origin))
    return read_profile(path) if path.is_file() else None
