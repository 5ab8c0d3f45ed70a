"""The limits of the host for which a site is checked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from archive_build.hosts import hosts
from archive_check.hosting import host_faults, host_named


def test_each_host_has_a_name_of_its_own() -> None:
    """By which orders call it; an unknown one is told with all names."""
    keys = [host.key for host in hosts()]
    assert len({*keys, ""}) == len(keys) + 1
    assert [host_named(key).key for key in keys] == keys
    with pytest.raises(ValueError, match="host 'geocities'; expected one of github, gitlab, cloudflare"):
        host_named("geocities")


def test_each_limit_that_is_exceeded_is_a_fault(tmp_path: Path) -> None:
    """With both figures; rows of `_redirects` count too."""
    (tmp_path / "index.html").write_text("x" * 100, encoding="utf-8")
    (tmp_path / "_redirects").write_text("/a /b 301\n" * 2_001, encoding="utf-8")
    cloudflare = host_named("cloudflare")
    assert [one.path for one in host_faults(tmp_path, cloudflare)] == ["_redirects"]
    small = replace(cloudflare, files=1, file_bytes=99, redirects=None)
    assert [one.detail for one in host_faults(tmp_path, small)] == [
        "Cloudflare Pages, free: files: 2, at most 1",
        "Cloudflare Pages, free: the largest file: 20.0 kB, at most 99.0 B",
    ]
    assert list(host_faults(tmp_path, host_named("github"))) == []
