"""One input: where it lies and how it is read."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from archive_build.turning import WRITTEN_RE, written_out
from news_ingest.encoding import Decoded, decode
from news_ingest.fields.section import path_fields
from news_ingest.mojibake import mend
from news_ingest.records import Origin, RawArticle, Rejected

# Reading the worst text takes some seconds a megabyte, and no newspaper's article is as long as this.
MAX_BYTES = 4 * 1024 * 1024
MAX_BAD = 10_000
CONTROL_RE = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Input:
    """An input of the source called `label` (its path relative to the content folder, or its URL); `read` gives
    its article.

    An input can be sent to another process and be read there.
    """

    label: str
    origin: Origin
    read: Callable[[], RawArticle | Rejected]

    @property
    def is_rejected(self) -> bool:
        """Whether it is known without reading that there is no article."""
        return isinstance(self.read, partial) and self.read.func is reject


def reject(origin: Origin, reason: str, first_bytes: str = "") -> Rejected:
    """The outcome of an input that is rejected whatever it holds."""
    return Rejected(origin.source, reason, first_bytes)


def rejected(label: str, origin: Origin, reason: str, data: bytes = b"") -> Input:
    """An input that is rejected whatever it holds; `data` are its first bytes."""
    return Input(label, origin, partial(reject, origin, storable(reason), data[:32].hex()))


def broken(label: str, origin: Origin, error: Exception) -> Input:
    """What stands for the part of a file that could not be read."""
    return rejected(label, origin, f"cannot be read, or only in part: {error or type(error).__name__}")


def accounted(label: str, origin: Origin, items: Iterator[Input]) -> Iterator[Input]:
    """A file's inputs. One stands for a file that has none, and one for what follows 10,000 bad ones in a row: some
    megabytes of `<DOC>` or `[` would be millions.
    """
    empty, bad = True, 0
    for item in items:
        yield item
        empty, bad = False, bad + 1 if item.is_rejected else 0
        if bad == MAX_BAD:
            yield rejected(
                label, origin, f"can be read only in part: {MAX_BAD} bad records in a row, the rest is not read"
            )
            return
    if empty:
        yield rejected(label, origin, "nothing in it: no record, or no file of a known kind")


def plain_name(name: str) -> str:
    """A path's name as a source: on one line, in Unicode form NFC, what would turn its order written out."""
    return written_out(CONTROL_RE.sub(" ", unicodedata.normalize("NFC", storable(name))))


def told_apart(source: str, seen: Counter[str]) -> str:
    """A source that no other file of those that were `seen` has, which are counted by source: `~2` and so on is put
    behind it. Members of an archive may have one name, and names of files that differ in their Unicode form are one
    source.
    """
    seen[source] += 1
    return source if seen[source] == 1 else f"{source}~{seen[source]}"


def storable(text: str) -> str:
    """`text` as UTF-8 can hold it: halves of surrogate pairs, which JSON may have, and file names in another encoding,
    are written out.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text


def numbered(origin: Origin, number: int) -> Origin:
    """The origin of a file's record, `source#number`, counted from 1."""
    return replace(origin, source=f"{origin.source}#{number}")


def origin_of(root: str, source: str) -> Origin:
    """What the path itself tells: publisher and section, by `path_fields`."""
    publisher, section = _fields_of(WRITTEN_RE.sub("", source.rpartition("/")[0]))
    return Origin(root, source, publisher, section)


@functools.lru_cache(maxsize=256)
def _fields_of(folder: str) -> tuple[str | None, str | None]:
    """`path_fields` of a folder's path: many files lie in one."""
    return path_fields(folder.split("/") if folder else [])


def raw_text(origin: Origin, data: bytes) -> RawArticle | Rejected:
    """A text file's bytes as a raw article, or why they are none."""
    if len(data) > MAX_BYTES:
        return Rejected(origin.source, f"more than {MAX_BYTES} bytes", data[:32].hex())
    digest = hashlib.sha256(data).hexdigest()
    decoded = decode(data)
    if isinstance(decoded, str):
        return Rejected(origin.source, decoded, data[:32].hex(), digest)
    text, mended = mend(decoded.text)
    damage = tuple(_damage(decoded, mended))
    return RawArticle(origin, text, digest, decoded.encoding, damage, data[:32].hex(), whole_file=True)


def _damage(decoded: Decoded, mended: int) -> Iterator[tuple[str, int]]:
    """What had happened to a file before it came here, counted: letters of a wrong code page (they are mended), bytes
    that are no text, letters turned into `?`.
    """
    if mended:
        yield "mojibake", mended
    if decoded.broken:
        yield "undecodable bytes", decoded.broken
    marks = decoded.text.count("?")
    if marks > 0.1 * len(decoded.text):
        yield "letters lost to question marks", marks
