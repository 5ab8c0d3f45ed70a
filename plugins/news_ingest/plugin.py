"""The Pelican edge of ingest: with NEWS_RAW_PATHS set, a bare `pelican` run ingests first."""

from __future__ import annotations

import logging

from pelican import Pelican, signals

log = logging.getLogger(__name__)


def ingest_first(pelican: Pelican) -> None:
    """Bring the Markdown up to date before Pelican reads it. An IngestError ends the run."""
    if not pelican.settings.get("NEWS_RAW_PATHS"):
        return
    from news_ingest.run import ingest  # a quarter of a second that a build without raw files does without
    from news_ingest.settings import from_pelican

    settings = from_pelican(pelican.settings)
    if settings is None:
        return
    for line in ingest(settings).lines():
        log.info("ingest: %s", line)


def register() -> None:
    """Pelican calls this once when it loads the plugin."""
    signals.initialized.connect(ingest_first)
