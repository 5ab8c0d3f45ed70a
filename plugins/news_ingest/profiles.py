"""What each publisher's articles show, kept in files that a person can read and correct.

A profile is learned from a sample of a group's inputs. It is kept, and learned again only when the
group has at least doubled; a profile that a person changed is never overwritten.
"""

from __future__ import annotations

import hashlib
import heapq
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from archive_build.devices import is_device
from archive_build.files import write_if_changed
from news_ingest.errors import IngestError
from news_ingest.learn import Observation, learn, observe
from news_ingest.ledger import Ledger
from news_ingest.records import Known, Origin, RawArticle
from news_ingest.sources.inputs import Input

SAMPLE = 500
SERIES_RE = re.compile(r"([^\W\d_]+)[-_]?\d+")
UNSAFE_RE = re.compile(r"[^\w-]+")
ORDERS = ("dmy", "mdy", None)
Observer = Callable[[Iterable[Input]], Iterator[Observation | None]]


@dataclass(frozen=True, slots=True)
class Profile:
    """A group's habits, and how many inputs it had when they were learned."""

    group: str
    seen: int
    known: Known

    def digest(self) -> str:
        """Sixteen hexadecimal digits that change with the habits."""
        text = json.dumps(_to_json(self)["habits"], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def group_of(origin: Origin) -> str:
    """Whose habits an input shares: its publisher's, else those of files named alike (`AEE18`, `AEE19`), else all's."""
    if origin.publisher:
        return origin.publisher
    series = SERIES_RE.fullmatch(PurePosixPath(origin.source).stem)
    return series[1] if series else ""


def file_name(group: str) -> str:
    """The name of a group's file: its letters and digits, and a hash where that is not all, or a device's name."""
    plain = UNSAFE_RE.sub("-", group).strip("-")[:60] or "all"
    return (
        f"{plain}.json"
        if plain == group and not is_device(plain)
        else f"{plain}-{hashlib.sha256(group.encode()).hexdigest()[:6]}.json"
    )


class Survey:
    """A first look at every input: how many each group has, and a sample of them.

    The sample of a group are the 500 inputs whose sources' hashes are the smallest (where several roots have one
    source, their labels decide), so that neither the order of a pile nor its size matters.
    """

    def __init__(self) -> None:
        self._sizes: Counter[str] = Counter()
        self._samples: dict[str, list[tuple[int, str, str, int, Input]]] = defaultdict(list)

    @property
    def total(self) -> int:
        """How many inputs there are."""
        return self._sizes.total()

    def look(self, item: Input) -> None:
        """Count an input, and keep it where it belongs to its group's sample."""
        group, source = group_of(item.origin), item.origin.source
        self._sizes[group] += 1
        rank = -int.from_bytes(hashlib.sha256(source.encode()).digest()[:8], "big")
        sample, entry = self._samples[group], (rank, source, item.label, self._sizes[group], item)
        if len(sample) < SAMPLE:
            heapq.heappush(sample, entry)
        elif entry[:3] > sample[0][:3]:
            heapq.heapreplace(sample, entry)

    def profiles(self, folder: Path, ledger: Ledger, observe_all: Observer) -> Mapping[str, Profile]:
        """The profile of each group, learned by `observe_all` and written where there is none that holds.

        Raises IngestError for a file that is no profile.
        """
        found = {}
        for group in sorted(self._sizes):
            path = folder / file_name(group)
            kept = read_profile(path) if path.is_file() else None
            found[group] = kept if kept and self._holds(kept, path, ledger) else self._learn(group, observe_all)
            if found[group] is not kept:
                _write(found[group], path, ledger)
        return found

    def _holds(self, kept: Profile, path: Path, ledger: Ledger) -> bool:
        """Whether a profile is to be kept: its group has not doubled since, or a person changed it."""
        return self._sizes[kept.group] < 2 * kept.seen or _sha256(path.read_bytes()) != ledger.profile(path.name)

    def _learn(self, group: str, observe_all: Observer) -> Profile:
        observations = observe_all(entry[-1] for entry in sorted(self._samples[group], key=lambda entry: entry[:3]))
        return Profile(group, self._sizes[group], learn(one for one in observations if one))


def observe_slice(items: list[Input]) -> list[Observation | None]:
    """What inputs show by themselves; None for one that is no article. Runs in any process."""
    return [observe(raw) if isinstance(raw := item.read(), RawArticle) else None for item in items]


def _write(profile: Profile, path: Path, ledger: Ledger) -> None:
    data = (json.dumps(_to_json(profile), ensure_ascii=False, indent=1) + "\n").encode()
    write_if_changed(path, data)
    ledger.note_profile(path.name, _sha256(data))


def _to_json(profile: Profile) -> dict[str, Any]:
    known = profile.known
    habits = {
        "order": known.order,
        "kicker_above": known.kicker_above,
        "furniture": sorted(known.furniture),
        "outlets": sorted(known.outlets),
        "places": sorted(known.places),
    }
    return {"group": profile.group, "seen": profile.seen, "habits": habits}


def read_profile(path: Path) -> Profile:
    """The profile in a file. Raises IngestError where a key is missing or of the wrong kind."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        habits = data["habits"]
        lists = {name: frozenset(map(str, habits[name])) for name in ("furniture", "outlets", "places")}
        if habits["order"] not in ORDERS or habits["kicker_above"] not in (True, False, None):
            raise ValueError(f"order {habits['order']!r}, kicker_above {habits['kicker_above']!r}")
        known = Known(order=habits["order"], kicker_above=habits["kicker_above"], **lists)
        return Profile(str(data["group"]), int(data["seen"]), known)
    except (ValueError, KeyError, TypeError) as error:
        raise IngestError(
            f"profile {str(path)!r}: {error!r}; expected JSON as ingest writes it, order being dmy, mdy or null. "
            "Delete the file to have it made again"
        ) from error


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
