"""Which files a site has for its hosts, beside the pages: a visible list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive_hosts.apache import htaccess
from archive_hosts.headers import security_headers
from archive_hosts.netlify import headers_file, redirects_file
from archive_hosts.nginx import HTTP, SERVER, http_conf, server_conf
from archive_hosts.redirects import Redirect
from archive_hosts.settings import HEADERS, HTACCESS, NGINX, NO_JEKYLL, REDIRECTS, ROBOTS, HostSettings
from archive_hosts.well_known import SECURITY, robots, security


def host_files(settings: HostSettings, redirects: Sequence[Redirect], policy: str) -> Iterator[tuple[str, str]]:
    """Each file as (name, text). `policy` is the pages' content security policy."""
    headers = list(security_headers(policy, settings.hsts))
    if settings.contacts:
        yield SECURITY, security(settings.contacts, settings.expires, settings.site_url)
    if ROBOTS in settings.files:
        yield ROBOTS, robots(settings.site_url)
    if NO_JEKYLL in settings.files:
        yield NO_JEKYLL, ""
    if HEADERS in settings.files:
        yield HEADERS, headers_file(headers, settings.base)
    if REDIRECTS in settings.files:
        yield REDIRECTS, redirects_file(redirects, settings.base)
    if HTACCESS in settings.files:
        yield HTACCESS, htaccess(headers, redirects, settings.base)
    if NGINX in settings.files:
        yield HTTP, http_conf(redirects, settings.base)
        yield SERVER, server_conf(headers, settings.base)
