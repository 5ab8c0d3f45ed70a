"""What programs look for at fixed addresses: `robots.txt` (RFC 9309) and `security.txt` (RFC 9116)."""

from __future__ import annotations

from collections.abc import Sequence

SECURITY = ".well-known/security.txt"


def robots(site_url: str) -> str:
    """Everything may be read; the sitemap is told where the site's address is known."""
    sitemap = f"\nSitemap: {site_url}/sitemap.xml\n" if site_url else ""
    return f"User-agent: *\nDisallow:\n{sitemap}"


def security(contacts: Sequence[str], expires: str, site_url: str) -> str:
    """Whom to tell of a hole, until when that holds, and in which languages."""
    rows = [*(f"Contact: {one}" for one in contacts), f"Expires: {expires}", "Preferred-Languages: ar, en"]
    rows += [f"Canonical: {site_url}/{SECURITY}"] if site_url else []
    return "".join(f"{row}\n" for row in rows)
