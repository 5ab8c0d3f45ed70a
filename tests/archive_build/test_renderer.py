"""A worker that is not fit for a build does nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive_build.errors import EngineError
from archive_build.renderer import Spec, open_renderer, own_code


def test_a_worker_with_other_code_is_refused(tmp_path: Path) -> None:
    """Its pages would differ."""
    with pytest.raises(EngineError, match=r"worker on '.*': other code; expected this version of Warraq, started anew"):
        open_renderer(Spec(b"", b"", tmp_path / "catalogue.sqlite", plain=True, code=b"older"))


def test_a_worker_that_does_not_see_the_content_is_refused(tmp_path: Path) -> None:
    """The message names the file that it lacks."""
    with pytest.raises(
        EngineError, match=r"worker on '.*': no '.*/catalogue\.sqlite'; expected the content folder and"
    ):
        open_renderer(Spec(b"", b"", tmp_path / "catalogue.sqlite", plain=True, code=own_code()))
