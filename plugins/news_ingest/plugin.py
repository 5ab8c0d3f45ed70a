"""The Pelican edge of ingest: with NEWS_RAW_PATHS set, a bare `pelican` run ingests first."""

from __future__ import annotations

import logging

from pelican import Pelican, signals

from news_ingest.run import ingest
from news_ingest.settings import from_pelican

log = logging.getLogger(__name__)


def ingest_first(pelican: Pelican) -> None:
    """Bring the Markdown up to date before Pelican reads it. An IngestError ends the run."""
    settings = from_pelican(pelican.settings)
    if settings is None:
        return
    for line in ingest(settings).lines():
        log.info("ingest: %s", line)


def register() -> None:
    """Pelican calls this once when it loads the plugin."""
    signals.initialized.connect(ingest_first)
