"""Whether an input is really gone, or only cannot be seen today."""

from __future__ import annotations

import os
import re
from pathlib import Path

from news_ingest.ledger import Ledger

CUT_RE = re.compile(r"[/#]")


def is_gone(ledger: Ledger, content: Path, label: str, source: str) -> bool:
    """Whether an input that a run did not see is gone for good.

    It is not where its file is there but was passed over, where the file system does not say that it
    is not there (a folder that may not be read, a disk that fails), or where the archive or file of
    records that held it can be read only in part.
    """
    holders = (source[: cut.start()] for cut in CUT_RE.finditer(source))
    if any(ledger.is_seen(label, holder) for holder in holders if _is_rejected(ledger, label, holder)):
        return False
    try:
        os.lstat(content / label / source)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def _is_rejected(ledger: Ledger, label: str, source: str) -> bool:
    row = ledger.input(label, source)
    return row is not None and row.reason is not None
