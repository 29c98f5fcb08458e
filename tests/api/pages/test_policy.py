"""What each kind of page may load, and who may show it."""

from api.pages.policy import EMBED, PLAYGROUND, SITE


def sources(policy: str) -> dict[str, str]:
    """What a policy says of each kind of source."""
    return dict(each.split(" ", 1) for each in policy.split("; "))


def differing(policy: str) -> dict[str, str]:
    """What a policy says otherwise than that of our own pages."""
    return dict(sources(policy).items() - sources(SITE).items())


def test_our_own_pages_load_from_here_only_and_are_shown_by_nobody() -> None:
    assert sources(SITE) == {
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


def test_others_may_show_what_is_embedded() -> None:
    assert differing(EMBED) == {"frame-ancestors": "*"}


def test_the_editor_writes_its_styles_and_works_beside_the_page() -> None:
    assert differing(PLAYGROUND) == {
        "style-src": "'self' 'unsafe-inline'",
        "font-src": "'self' data:",
        "worker-src": "'self'",
    }
