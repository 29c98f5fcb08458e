"""`/robots.txt`: what crawlers may read (RFC 9309)."""

from api.sheet import Sheet

MEDIA = "text/plain; charset=utf-8"

TEXT = """User-agent: *
Allow: /
Disallow: /graphql?

Sitemap: {site}/sitemap.xml
"""
"""Answers are not pages; who follows every link to one spends points for nothing."""


def sheet(site: str) -> Sheet:
    """The file as it is sent."""
    return Sheet(TEXT.format(site=site), MEDIA)
