"""Photo captions that tell themselves by a credit: «… (تصوير: نبيل الحدّاد)», «… تصوير: باتريك كاستيلو»."""

from __future__ import annotations

import re

from news_ingest.records import Line, remembered

MAX_WORDS = 40
MIN_WORDS_BEFORE_AGENCY = 5
CREDIT_RE = re.compile(r"(?:تصوير|عدسه|صوره|كاميرا)\s*[:/\-–]\s*[^():.]{3,40}\)?\s*\.?$")
AGENCY_RE = re.compile(r"\((?:ا ب|اب|ا ف ب|اف ب|رويترز|ا\.ب|ا\.ف\.ب|ارشيفيه|الارشيف)\)$")


@remembered
def is_caption(line: Line) -> bool:
    """Whether the line ends with a photographer's or an agency's credit as captions do."""
    if line.words > MAX_WORDS:
        return False
    agency = line.words > MIN_WORDS_BEFORE_AGENCY and AGENCY_RE.search(line.folded)
    return bool(agency or CREDIT_RE.search(line.folded))
