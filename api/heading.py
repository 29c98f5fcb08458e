"""The headers of every answer: who may show it, who may read it, and that nobody keeps it of whom it says nothing."""

Headers = list[tuple[bytes, bytes]]

SECURITY = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
)
"""Of every answer: it is what it says it is, and no other site may show it as its own."""

SHARED = (
    (b"access-control-allow-origin", b"*"),
    (
        b"access-control-expose-headers",
        b"X-Request-Id, RateLimit, RateLimit-Policy, Retry-After, Server-Timing, ETag, Link, Content-Range",
    ),
)
"""Scripts of every site may read it. It says so whoever asks: what a cache keeps for one site is right for all."""

ALLOWED = (
    (b"content-type", b"text/plain; charset=utf-8"),
    (b"content-length", b"2"),
    (b"access-control-allow-methods", b"GET, POST"),
    (b"access-control-max-age", b"600"),
)
"""What they may send (the CORS protocol of Fetch), beside the headers that they name; HEAD is never asked about."""

OWN = (*SHARED, *SECURITY)
EMBEDDABLE = OWN[:-1]

EMBEDDED = b"frame-ancestors *"
"""In the policy of an answer that is made to be shown by others (`api.pages.policy.EMBED`)."""

UNKEPT = (b"cache-control", b"no-store")
"""Else caches guess for how long: of a 404, or of a redirect that names the host of whoever asked."""

NOT_MODIFIED = 304


def headed(status: int, headers: Headers) -> Headers:
    """The headers of an answer, with those of every one; what others may show is not denied them."""
    said = dict(headers)
    own = EMBEDDABLE if EMBEDDED in said.get(b"content-security-policy", b"") else OWN
    if b"cache-control" in said or b"etag" in said or status == NOT_MODIFIED:
        return [*headers, *own]
    return [*headers, *own, UNKEPT]
