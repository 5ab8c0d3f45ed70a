"""Date lines: a line that says when an article was published and hardly anything else."""

from __future__ import annotations

import re
from itertools import pairwise

from arabic_text.dates import DateMention, find_dates_normalized, find_weekday
from arabic_text.normalize import normalize
from news_ingest.lexicon import stamp_labels
from news_ingest.records import Line, remembered

MAX_WORDS = 20
MAX_WORDS_AFTER = 4
TIME_RE = re.compile(r"(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?\s*(am|pm|ص|م|صباحا|مساء)?(?![^\W\d_])")
DIGIT_RE = re.compile("[0-9]")
WORD_RE = re.compile(r"[^\W_]+")
PM = ("pm", "م", "مساء")
AM = ("am", "ص", "صباحا")


@remembered
def stamp_dates(line: Line) -> list[DateMention]:
    """The dates of a date line, or an empty list where the line is none.

    Before the date only labels, weekdays and numbers may stand («نشر في», «آخر تحديث»), after it
    up to four more words (a publisher, a section), and no sentence may end there.
    """
    if line.words > MAX_WORDS or not DIGIT_RE.search(line.folded):
        return []
    dates = find_dates_normalized(line.folded)
    if not dates:
        return []
    before = _free_words(line.folded[: dates[0].start])
    after = _free_words(line.folded[dates[-1].end :])
    between = [word for one, two in pairwise(dates) for word in _free_words(line.folded[one.end : two.start])]
    is_sentence = line.text.endswith((".", "؟", "!")) and after
    return [] if before or between or is_sentence or len(after) > MAX_WORDS_AFTER else dates


def words_behind(line: Line) -> str:
    """The words of a date line behind its date, as they stand: «الصحوة نت – متابعات»; "" where there are none."""
    dates = find_dates_normalized(line.folded)
    free = _free_words(line.folded[dates[-1].end :]) if dates else []
    if not free:
        return ""
    tail = line.text.split()[-len(line.folded[dates[-1].end :].split()) :]
    kept = [word for word in tail if not any(character.isdigit() for character in word)]
    while kept and not _free_words(normalize(kept[0])):
        kept.pop(0)
    return " ".join(kept)


def _free_words(text: str) -> list[str]:
    """The words of `text` that are neither labels, weekdays, times nor numbers."""
    words = WORD_RE.findall(TIME_RE.sub(" ", text))
    return [word for word in words if word not in stamp_labels() and not word.isdigit() and find_weekday(word) is None]


def time_of_day(folded: str) -> str | None:
    """The time that a date line states, as `HH:MM`; midnight is taken as a filler."""
    match = TIME_RE.search(folded)
    if not match:
        return None
    hour, minute, half = int(match[1]), match[2], match[3]
    if half in PM and hour < 12:
        hour += 12
    elif half in AM and hour == 12:
        hour = 0
    return None if (hour, minute) == (0, "00") else f"{hour:02}:{minute}"
