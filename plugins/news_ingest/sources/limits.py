"""How much may come out of an archive or a packed file; what is said to be newspapers may be a bomb."""

from __future__ import annotations

from dataclasses import dataclass

from news_ingest.errors import IngestError

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """`unpacked_mib` mebibytes may come out of any archive or packed file, from 1, and `unpacked_ratio` times what went
    in, from 1: newspaper text is packed to a tenth at best, markup to a thirtieth.

    Raises IngestError for another value.
    """

    unpacked_mib: int = 256
    unpacked_ratio: int = 100

    def __post_init__(self) -> None:
        """Check the values."""
        for name, value in (("NEWS_UNPACKED_MIB", self.unpacked_mib), ("NEWS_UNPACKED_RATIO", self.unpacked_ratio)):
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise IngestError(f"setting {name}: {value!r}; expected a whole number from 1")

    def of(self, packed: int) -> int:
        """How many bytes may come out of so many."""
        return self.unpacked_mib * MIB + self.unpacked_ratio * packed
