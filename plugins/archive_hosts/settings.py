"""The settings of files for hosts, read once from Pelican's."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from archive_hosts.errors import HostsError

ROBOTS, NO_JEKYLL, REDIRECT_PAGES = "robots.txt", ".nojekyll", "redirects"
HEADERS, REDIRECTS, HTACCESS, NGINX = "_headers", "_redirects", ".htaccess", "nginx"
KNOWN = (ROBOTS, NO_JEKYLL, REDIRECT_PAGES, HEADERS, REDIRECTS, HTACCESS, NGINX)
DEFAULT = (ROBOTS, NO_JEKYLL, REDIRECT_PAGES)
MOST_SECONDS = 10 * 31_536_000
CONTACT_RE = re.compile(r"(?:mailto|https|tel):[!-~]+")


@dataclass(frozen=True, slots=True)
class HostSettings:
    """`files`: which files are made, of KNOWN. `hsts`: seconds, 0 for none. `contacts` and `expires` are those of
    security.txt, none and "" where there is none. `site_url` has no slash at its end.
    """

    site_url: str
    files: tuple[str, ...] = DEFAULT
    hsts: int = 0
    contacts: tuple[str, ...] = ()
    expires: str = ""

    @property
    def base(self) -> str:
        """The path of the site on its host, "" for the host's root, without a slash at its end."""
        return urlsplit(self.site_url).path


def from_pelican(settings: Mapping[str, Any]) -> HostSettings:
    """The settings in Pelican's. Raises HostsError where one is of the wrong kind or out of its range."""
    site_url = str(settings.get("SITEURL", "")).rstrip("/")
    contacts, expires = _contacts(settings), _expires(settings)
    if bool(contacts) != bool(expires):
        raise HostsError(
            f"settings NEWS_SECURITY_CONTACT: {list(contacts)!r} and NEWS_SECURITY_EXPIRES: {expires!r}; "
            "expected both or neither (RFC 9116)"
        )
    return HostSettings(site_url, _files(settings), _hsts(settings, site_url), contacts, expires)


def _files(settings: Mapping[str, Any]) -> tuple[str, ...]:
    value = settings.get("NEWS_HOST_FILES", DEFAULT)
    if not isinstance(value, (list, tuple)) or not set(value) <= set(KNOWN):
        raise HostsError(f"setting NEWS_HOST_FILES: {value!r}; expected a list of some of {', '.join(KNOWN)}")
    return tuple(name for name in KNOWN if name in value)


def _hsts(settings: Mapping[str, Any], site_url: str) -> int:
    value = settings.get("NEWS_HSTS", 0)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_SECONDS:
        raise HostsError(f"setting NEWS_HSTS: {value!r}; expected seconds from 0 to {MOST_SECONDS}")
    if value and not site_url.startswith("https://"):
        raise HostsError(f"setting NEWS_HSTS: {value!r} with SITEURL {site_url!r}; expected an address with https://")
    return value


def _contacts(settings: Mapping[str, Any]) -> tuple[str, ...]:
    value = settings.get("NEWS_SECURITY_CONTACT", [])
    if not isinstance(value, (list, tuple)) or not all(
        isinstance(one, str) and CONTACT_RE.fullmatch(one) for one in value
    ):
        raise HostsError(
            f"setting NEWS_SECURITY_CONTACT: {value!r}; expected a list, as in ['mailto:who@archive.example']"
        )
    return tuple(value)


def _expires(settings: Mapping[str, Any]) -> str:
    value = settings.get("NEWS_SECURITY_EXPIRES", "")
    try:
        return f"{datetime.date.fromisoformat(value).isoformat()}T00:00:00Z" if value else ""
    except (ValueError, TypeError) as error:
        raise HostsError(f"setting NEWS_SECURITY_EXPIRES: {value!r}; expected a date, as in '2027-01-31'") from error
