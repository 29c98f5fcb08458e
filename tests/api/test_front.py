"""How the server shows itself: addresses that lead somewhere."""

import pytest

from api import front


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("https://mueang.example.org", "https://mueang.example.org"),
        ("https://mueang.example.org/", "https://mueang.example.org"),
        ("http://localhost:8000", "http://localhost:8000"),
    ],
)
def test_a_site_has_no_slash_at_its_end(address: str, known: str) -> None:
    assert front.site(address) == known


@pytest.mark.parametrize(
    "address",
    [
        "",
        "mueang.example.org",
        "ftp://a.b",
        "https://",
        "https://a.b/c",
        "https://a.b?c",
        "https://a.b#c",
        "https://x@a.b",
    ],
)
def test_a_site_that_is_none_is_refused_with_the_cure(address: str) -> None:
    with pytest.raises(ValueError, match=r"https://mueang\.example\.org"):
        front.site(address)


@pytest.mark.parametrize("address", ["mailto:a@example.org", "https://example.org/report", "tel:+66-2-000-0000"])
def test_a_contact_is_an_address(address: str) -> None:
    assert front.contact(address) == address


@pytest.mark.parametrize("address", ["", "a@example.org", "http://example.org", "mailto:a b", "mailto:a\nExpires: x"])
def test_a_contact_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"begins with none|has blanks"):
        front.contact(address)
