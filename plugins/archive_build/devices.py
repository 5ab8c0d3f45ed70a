"""Names that Windows keeps for devices, whatever ending they have: a folder that is copied there cannot hold them.

Microsoft, «Naming Files, Paths, and Namespaces».
"""

from __future__ import annotations

import re

# «con», «NUL.txt», «com1»; ¹²³ count as digits
DEVICE_RE = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])[ ]*(?:\..*)?", re.IGNORECASE | re.DOTALL
)


def is_device(name: str) -> bool:
    """Whether a file or folder cannot be called so."""
    return DEVICE_RE.fullmatch(name) is not None
