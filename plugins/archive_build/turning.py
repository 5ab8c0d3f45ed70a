"""Controls that turn the order in which a text is shown, and so what it seems to say (Trojan Source, CVE-2021-42574).

Marks of a direction (LRM, RLM) turn nothing around them and are none of these.
"""

from __future__ import annotations

import re

TURNING_RE = re.compile("[\u202a-\u202e\u2066-\u2069]")
WRITTEN_RE = re.compile(r"\\u20(?:2[a-e]|6[6-9])")


def in_order(text: str) -> str:
    """`text` without them."""
    return TURNING_RE.sub("", text)


def written_out(text: str) -> str:
    r"""`text` with each as its escape: «خبر\u202egpj.txt»."""
    return TURNING_RE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
