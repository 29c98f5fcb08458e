"""
What a page may load and who may show it: its content security policy, by the kind of page.

Everything comes from this server. `EMBED` may stand in pages of others; the editor of `PLAYGROUND` writes its styles
into the page, has a font in its sheet, and works beside it. A worker obeys the policy of its own script, so that built
files are sent with `SITE`.
"""

SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
"""Of pages of our own."""


def policy(**changes: str) -> str:
    """The policy of our own pages, but for what changes."""
    sources = SOURCES | {name.replace("_", "-"): value for name, value in changes.items()}
    return "; ".join(f"{name} {value}" for name, value in sources.items())


SITE = policy()
EMBED = policy(frame_ancestors="*")
PLAYGROUND = policy(style_src="'self' 'unsafe-inline'", font_src="'self' data:", worker_src="'self'")
