"""Reads over the connections of the driver, on both engines."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from graph.address import Address
from graph.bolt import LONGEST
from graph.client import Neo4jGraph
from graph.errors import GraphMismatchError, GraphTimeoutError, GraphUnavailableError
from tests.live.conftest import PATIENCE
from tests.live.proxy import door

pytestmark = [pytest.mark.live, pytest.mark.anyio]

ENDLESS = """
UNWIND range(1, 100000) AS one UNWIND range(1, 100000) AS other
WITH one, other WHERE one * other < 0
RETURN count(one) AS none
"""


async def test_values_of_many_chunks_are_sent_and_answered(engine: Address) -> None:
    values = [f"เมือง {number}" for number in range(LONGEST)]
    async with Neo4jGraph(engine, deadline=PATIENCE) as graph:
        assert await graph.read("RETURN $values AS values", {"values": values}) == [{"values": values}]
        assert await graph.read("UNWIND $values AS value RETURN value", {"values": values}) == [
            {"value": each} for each in values
        ]


@pytest.fixture
def certified(tmp_path: Path) -> ssl.SSLContext:
    """What a server encrypts by: a key of its own, and a certificate that it made out itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1)
    )
    file = tmp_path / "certificate.pem"
    file.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + made.sign(key, SHA256()).public_bytes(Encoding.PEM)
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file)
    return context


async def test_an_encrypted_connection_is_read_over_like_another(engine: Address, certified: ssl.SSLContext) -> None:
    values = [f"เมือง {number}" for number in range(LONGEST)]
    async with door(engine, certified) as (between, address), Neo4jGraph(address, deadline=PATIENCE) as graph:
        for _ in range(3):
            assert await graph.read("RETURN $values AS values", {"values": values}) == [{"values": values}]
        with pytest.raises(GraphMismatchError):
            await graph.read("RETURN nothing(", {})

        between.cut(0)
        with pytest.raises(GraphUnavailableError):
            await graph.read("RETURN 1 AS one", {})
        between.cut(None)
        assert await graph.read("RETURN 1 AS one", {}) == [{"one": 1}]


async def test_a_text_that_fails_leaves_its_connection_ready(engine: Address) -> None:
    async with Neo4jGraph(engine, deadline=PATIENCE) as graph:
        for _ in range(3):
            with pytest.raises(GraphMismatchError):
                await graph.read("RETURN nothing(", {})
            assert await graph.read("RETURN 1 AS one, null AS none", {}) == [{"one": 1, "none": None}]

        assert (graph.connections.in_use, graph.connections.idle) == (0, 1)


async def test_a_read_that_is_given_up_leaves_no_connection_behind(engine: Address) -> None:
    async with Neo4jGraph(engine, deadline=0.5) as impatient:
        with pytest.raises(GraphTimeoutError):
            await impatient.read(ENDLESS, {})
        assert impatient.connections.in_use == 0

    async with Neo4jGraph(engine, deadline=PATIENCE) as graph:
        reading = asyncio.create_task(graph.read(ENDLESS, {}))
        while not graph.connections.in_use:
            await asyncio.sleep(0.01)
        reading.cancel()
        await asyncio.wait([reading])
        assert graph.connections.in_use == 0
        assert await graph.read("RETURN 1 AS one", {}) == [{"one": 1}]
