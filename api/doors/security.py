"""`/.well-known/security.txt`: whom to tell of a hole in the server (RFC 9116), if whoever runs it has said so."""

from datetime import date, timedelta

from api.sheet import Sheet

PATH = "/.well-known/security.txt"
MEDIA = "text/plain; charset=utf-8"

GOOD_DAYS = 90
"""What is said here is good for so long: whoever asks again gets a later day."""


def sheet(site: str, contact: str, today: date) -> Sheet:
    """The file as it is sent on a day."""
    lines = (
        f"Contact: {contact}",
        f"Expires: {today + timedelta(days=GOOD_DAYS)}T00:00:00Z",
        "Preferred-Languages: th, en",
        f"Canonical: {site}{PATH}",
    )
    return Sheet("".join(f"{line}\n" for line in lines), MEDIA)
