"""What pages load is copied from where it lives, and fonts are not cut again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from archive_build.outputs import Outputs
from archive_pages.assets import write_assets
from archive_pages.errors import PagesError
from archive_pages.fonts import FACES, font_name, font_path
from archive_pages.settings import PagesSettings, from_pelican


@pytest.fixture
def settings(root: Path, tmp_path: Path) -> PagesSettings:
    """A theme of two style sheets, two scripts and an icon, with the repository's npm packages."""
    for folder in ("static/img", "scripts", "styles", "skins/newspaper"):
        (tmp_path / "theme" / folder).mkdir(parents=True)
    (tmp_path / "theme" / "styles" / "20-base.css").write_text("p {}")
    (tmp_path / "theme" / "styles" / "10-tokens.css").write_text(":root {}")
    (tmp_path / "theme" / "scripts" / "20-last.js").write_text("/** Says\n * what it is. */\n/* It stays. */ last();\n")
    (tmp_path / "theme" / "scripts" / "10-first.js").write_text("const MONTHS = {};\n")
    (tmp_path / "theme" / "static" / "img" / "icon.svg").write_text("<svg/>")
    (tmp_path / "theme" / "static" / ".DS_Store").write_text("x")
    return from_pelican({"THEME": tmp_path / "theme", "NEWS_NODE_MODULES": root / "node_modules"})


def test_a_font_that_is_there_is_not_cut_again(settings: PagesSettings, tmp_path: Path) -> None:
    """A font's name tells all that it is made of, so one in place is kept as it is; hidden files are not copied."""
    fonts = tmp_path / "output" / "theme" / "fonts"
    fonts.mkdir(parents=True)
    names = [font_name(face, font_path(face, settings.node_modules).read_bytes()) for face in FACES]
    for name in names:
        (fonts / name).write_bytes(b"cut before")
    outputs = Outputs(tmp_path / "output")
    write_assets(outputs, settings)
    assert {path.read_bytes() for path in fonts.iterdir()} == {b"cut before"}
    wanted = {
        "theme/css/site.css",
        "theme/css/fonts.css",
        "theme/js/site.js",
        "theme/img/icon.svg",
        *(f"theme/fonts/{name}" for name in names),
    }
    assert outputs.made == wanted


def test_style_sheets_are_one_and_scripts_are_one_with_the_months(settings: PagesSettings, tmp_path: Path) -> None:
    """Parts stand in the order of their names, each without the comment at its head; the names of months are those of
    `calendar.json`.
    """
    write_assets(Outputs(tmp_path / "output"), settings)
    assert (tmp_path / "output/theme/css/site.css").read_text() == ":root {}\np {}"
    script = (tmp_path / "output/theme/js/site.js").read_text(encoding="utf-8")
    assert script.startswith('const MONTHS = {"eastern": ["يناير",')
    assert '"levantine": ["كانون الثاني",' in script
    assert script.endswith("};\n/* It stays. */ last();\n")


def test_missing_packages_stop_the_build(settings: PagesSettings, tmp_path: Path) -> None:
    """A site without its fonts is not built."""
    with pytest.raises(PagesError, match="expected npm's packages there"):
        write_assets(Outputs(tmp_path / "output"), replace(settings, node_modules=tmp_path))
