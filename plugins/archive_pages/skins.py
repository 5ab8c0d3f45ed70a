"""Skins: folders of style sheets in `theme/skins`, whose files stand among those of `theme/styles` by their names."""

from __future__ import annotations

from pathlib import Path

COLOURS = "06-colours.css"  # behind the skin's tokens, before all that uses them


def skins(theme: Path) -> list[str]:
    """The names of a theme's skins."""
    return sorted(path.name for path in (theme / "skins").glob("*") if path.is_dir())


def skin_css(theme: Path, skin: str) -> dict[str, str]:
    """A skin's style sheets by name."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((theme / "skins" / skin).glob("*.css"))}


def site_css(theme: Path, skin: str, colours: str) -> str:
    """One style sheet of the theme's, the skin's and the publisher's own, in the order of their names."""
    parts = {path.name: path.read_text(encoding="utf-8") for path in (theme / "styles").glob("*.css")}
    parts |= {f"{name} {skin}": css for name, css in skin_css(theme, skin).items()}
    parts |= {COLOURS: colours} if colours else {}
    return "\n".join(parts[name] for name in sorted(parts))
