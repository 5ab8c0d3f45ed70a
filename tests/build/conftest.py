"""Sites built within the test's process."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_workshop import Workshop


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """An empty workshop."""
    return Workshop(tmp_path / "workshop")
