"""The headers that every answer of a host should have."""

from __future__ import annotations

from collections.abc import Iterator

# what no page of an archive asks for (https://www.w3.org/TR/permissions-policy/)
UNUSED = ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb")


def security_headers(policy: str, hsts: int) -> Iterator[tuple[str, str]]:
    """Each header as (name, value). `policy` is the pages' content security policy, to which the header adds who may
    frame them, which a meta element cannot say; `hsts` are the seconds for which browsers come by HTTPS only, 0 for
    none said.
    """
    yield "Content-Security-Policy", f"{policy}; frame-ancestors 'none'"
    yield "X-Content-Type-Options", "nosniff"
    yield "Referrer-Policy", "same-origin"
    yield "Permissions-Policy", ", ".join(f"{name}=()" for name in UNUSED)
    yield "Cross-Origin-Opener-Policy", "same-origin"
    if hsts:
        yield "Strict-Transport-Security", f"max-age={hsts}"
