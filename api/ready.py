"""
`mueang-ready`: whether the server on this machine is ready; for engines of containers, in whose image is no curl.

It imports next to nothing: it is run every few seconds, beside a server that needs the time.
"""

import sys
from http.client import HTTPConnection, HTTPException

PORT = 8000
PATIENCE = 5
READY = 200


def status(port: int) -> int:
    """The status of the probe of readiness; raises `OSError` or `HTTPException` where nobody answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status
    finally:
        connection.close()


def complaint(words: list[str]) -> str | None:
    """What there is to complain about, if there is anything; the port may be given."""
    port = words[0] if words else str(PORT)
    if not port.isdigit() or len(words) > 1:
        return "usage: mueang-ready [PORT]"
    try:
        found = status(int(port))
    except (OSError, HTTPException) as error:
        return f"nobody answers at port {port} ({type(error).__name__}): see what `mueang serve` says"
    return None if found == READY else f"not ready ({found}): `mueang doctor` says why"


def main() -> None:
    """The command `mueang-ready`: its exit code says it, and a complaint says why not."""
    sys.exit(complaint(sys.argv[1:]))
