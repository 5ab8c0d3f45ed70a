"""Settings of files for hosts."""

from __future__ import annotations

from typing import Any

import pytest

from archive_hosts.errors import HostsError
from archive_hosts.settings import HostSettings, from_pelican


def test_without_settings_a_site_has_what_any_host_may_take() -> None:
    """robots.txt, the marker for GitHub Pages and pages at old addresses."""
    assert from_pelican({}) == HostSettings("", ("robots.txt", ".nojekyll", "redirects"))


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"NEWS_HOST_FILES": "nginx"}, "setting NEWS_HOST_FILES: 'nginx'; expected a list of some of robots.txt"),
        ({"NEWS_HOST_FILES": ["iis"]}, r"setting NEWS_HOST_FILES: \['iis'\]; expected"),
        ({"NEWS_HSTS": -1}, "setting NEWS_HSTS: -1; expected seconds from 0 to 315360000"),
        ({"NEWS_HSTS": True}, "setting NEWS_HSTS: True"),
        ({"NEWS_HSTS": 1, "SITEURL": "http://a.example"}, "expected an address with https://"),
        ({"NEWS_SECURITY_CONTACT": ["a@b.example"]}, "setting NEWS_SECURITY_CONTACT: .*; expected a list"),
        ({"NEWS_SECURITY_CONTACT": ["mailto:a\nExpires: 1"]}, "setting NEWS_SECURITY_CONTACT"),
        ({"NEWS_SECURITY_CONTACT": ["mailto:a@b.example"]}, "expected both or neither"),
        ({"NEWS_SECURITY_EXPIRES": "2027"}, "setting NEWS_SECURITY_EXPIRES: '2027'; expected a date"),
    ],
)
def test_a_wrong_setting_is_named(settings: dict[str, Any], message: str) -> None:
    """With its value and what was expected."""
    with pytest.raises(HostsError, match=message):
        from_pelican(settings)
