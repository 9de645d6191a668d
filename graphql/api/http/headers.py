"""The security headers of every response, and policies for pages that need to load something.

A route that sets one of these headers itself keeps its own value.
"""

#: What a page of ours never does, whatever it loads.
NEVER = ("frame-ancestors", "base-uri", "form-action")


def policy(**sources: str) -> str:
    """Return a Content-Security-Policy that allows *sources* and nothing else.

    >>> policy(script="'self'").split("; ")[-1]
    "script-src 'self'"
    """
    nothing = (f"{name} 'none'" for name in ("default-src", *NEVER))
    return "; ".join([*nothing, *(f"{name}-src {source}" for name, source in sources.items())])


HEADERS = (
    (b"content-security-policy", policy().encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cache-control", b"no-store"),
    (b"vary", b"Accept, Accept-Language, Authorization"),
)


def with_security_headers(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return *headers* with ours added, where the route did not set its own."""
    present = {name.lower() for name, _ in headers}
    return [*headers, *(header for header in HEADERS if header[0] not in present)]
