"""What the build makes for hosts: pages at old addresses, and the files that `archive_hosts` writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from archive_build.outputs import Outputs
from archive_hosts.files import host_files
from archive_hosts.redirects import FILE, Redirect, check_redirects, read_redirects
from archive_hosts.settings import REDIRECT_PAGES, HostSettings
from archive_pages.archive import Output
from archive_pages.csp import POLICY

INDEX = "index.html"
MOVED = "moved"


@dataclass(frozen=True, slots=True)
class ForHosts:
    """The settings of files for hosts, and the redirects in the file `path`."""

    settings: HostSettings
    path: Path
    redirects: tuple[Redirect, ...]

    def pages(self) -> list[Output]:
        """A page at each old address, for hosts that know no redirects; in no list and no sitemap."""
        if REDIRECT_PAGES not in self.settings.files:
            return []
        return [
            Output(one.save_as.removesuffix(INDEX), MOVED, {"target": quote(one.new)}, is_listed=False)
            for one in self.redirects
        ]

    def check(self, files: Iterable[str]) -> None:
        """Raises HostsError where a redirect leads to no file of the site, or stands where the site has one."""
        if self.redirects:
            check_redirects(self.path, self.redirects, {*files, *dict(host_files(self.settings, (), POLICY))})

    def write(self, outputs: Outputs) -> None:
        """Write the files."""
        for name, text in host_files(self.settings, self.redirects, POLICY):
            outputs.write(name, text.encode())


def for_hosts(settings: HostSettings, content: Path) -> ForHosts:
    """With the redirects of a content folder. Raises HostsError for a wrong one."""
    return ForHosts(settings, content / FILE, read_redirects(content / FILE))
