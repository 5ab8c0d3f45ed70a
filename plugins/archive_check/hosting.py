"""Whether a site keeps within what its host takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from archive_build.footprint import measure
from archive_build.hosts import Host, exceeded, hosts
from archive_check.findings import Finding

REDIRECTS = "_redirects"


def host_named(key: str) -> Host:
    """The host that is called so. Raises ValueError that names all."""
    found = {host.key: host for host in hosts()}
    if key not in found:
        raise ValueError(f"host {key!r}; expected one of {', '.join(found)}")
    return found[key]


def host_faults(site: Path, host: Host) -> Iterator[Finding]:
    """Each limit of the host that the site is beyond."""
    yield from (Finding("host", ".", f"{host.name}: {what}") for what in exceeded(host, measure(site)))
    path = site / REDIRECTS
    rows = len(path.read_text(encoding="utf-8").splitlines()) if path.is_file() else 0
    if host.redirects is not None and rows > host.redirects:
        yield Finding("host", REDIRECTS, f"{host.name}: {rows:,} redirects, at most {host.redirects:,}")
