"""The other tests of this package run where nothing but this machine can be reached."""

import os
import socket

import pytest


def test_there_is_no_way_out() -> None:
    if "MUEANG_ALONE" not in os.environ:
        pytest.skip("THE PAGES WERE NOT CUT OFF FROM THE NETWORK: `make test` does that where the machine allows it")

    assert {name for _, name in socket.if_nameindex()} == {"lo"}
    with pytest.raises(OSError, match="unreachable"):
        socket.create_connection(("192.0.2.1", 80), timeout=10)
