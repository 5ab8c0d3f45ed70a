"""Sites built within the test's process, again and again."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.log import LimitFilter
from pelican.settings import read_settings

from archive_search.plugin import get_generators

ROOT = Path(__file__).parents[2]
PLUGINS = ["news_ingest.plugin", "archive_build.plugin", "archive_pages.plugin"]
KILLED = 9


@dataclass
class Workshop:
    """A content folder, a theme and settings of their own, and what is built of them (without the search)."""

    folder: Path
    settings: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        (self.content / "articles").mkdir(parents=True)
        shutil.copytree(ROOT / "theme", self.theme)

    @property
    def content(self) -> Path:
        """Pelican's content folder."""
        return self.folder / "content"

    @property
    def theme(self) -> Path:
        """The theme, which a test may change."""
        return self.folder / "theme"

    @property
    def output(self) -> Path:
        """The site."""
        return self.folder / "output"

    def write(self, name: str, text: str) -> None:
        """Write a source below `content/articles`."""
        path = self.content / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def write_evidence(self, article: str, where: str) -> None:
        """Write or replace an article's line of evidence: its title comes from `where`; "" takes it out."""
        path = self.content / ".evidence" / f"{article[:2]}.jsonl"
        path.parent.mkdir(exist_ok=True)
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        kept = [line for line in lines if not line.startswith(f'{{"id":"{article}"')]
        if where:
            kept.append(f'{{"id":"{article}","fields":{{"title":{{"from":"{where}","line":1,"confidence":0.9}}}}}}')
        path.write_text("".join(f"{line}\n" for line in sorted(kept)), encoding="utf-8")

    def build(self, **settings: Any) -> dict[str, bytes]:
        """Build the site; its files."""
        _run(self.content, self.output, self.theme, self.settings | settings)
        return files(self.output)

    def clean(self, **settings: Any) -> dict[str, bytes]:
        """The files of a site that is built of the same in new folders."""
        afresh = self.folder / "afresh"
        shutil.rmtree(afresh, ignore_errors=True)
        shutil.copytree(self.content, afresh / "content", ignore=shutil.ignore_patterns(".build"))
        _run(afresh / "content", afresh / "output", self.theme, self.settings | settings)
        return files(afresh / "output")

    def killed_build(self, after: int) -> bool:
        """A build in a process of its own that ends without warning once it has put `after` files in place; whether it
        came to that.
        """
        child = os.fork()
        if not child:
            _die_after(after)
            _run(self.content, self.output, self.theme, self.settings)
            os._exit(0)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED


def _run(content: Path, output: Path, theme: Path, own: dict[str, Any]) -> None:
    LimitFilter._raised_messages.clear()  # Pelican says a thing once a process
    signals.get_generators.disconnect(get_generators)  # where another test's site has had it
    given = {"PATH": str(content), "OUTPUT_PATH": str(output), "THEME": str(theme), "NEWS_RAW_PATHS": []}
    Pelican(read_settings(str(ROOT / "pelicanconf.py"), override={"PLUGINS": PLUGINS, **given, **own})).run()


def _die_after(files: int) -> None:
    """End this process when it renames a file for the time after `files` times."""
    left = [files]

    def hook(event: str, args: Any) -> None:
        if event == "os.rename":
            left[0] -= 1
            if left[0] < 0:
                os._exit(KILLED)

    sys.addaudithook(hook)


def files(folder: Path) -> dict[str, bytes]:
    """Every file's bytes by its name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
