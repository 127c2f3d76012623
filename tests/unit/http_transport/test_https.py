"""The client over TLS, with a certificate made for the test."""

import asyncio
import datetime as dt
import ipaddress
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from http_transport import ConnectError, HttpClient

from tests.unit.http_transport.scripted_server import OK, read_request


@pytest.fixture
def certificate(tmp_path: Path) -> Iterator[Path]:
    """Return a file with a key and a self-signed certificate for the loopback address."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(minutes=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    yield file
    file.unlink()


async def test_speaks_tls_and_trusts_only_whom_it_shall(certificate: Path) -> None:
    """A trusted certificate is accepted, an unknown one refused before anything is sent."""
    served = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    served.load_cert_chain(certificate)

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                await read_request(reader)
                writer.write(OK)
        except asyncio.IncompleteReadError:
            writer.close()

    server = await asyncio.start_server(handler, "127.0.0.1", 0, ssl=served)
    url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    trusting = ssl.create_default_context(cafile=str(certificate))
    async with HttpClient(url, tls=trusting) as client:
        for _ in range(2):
            assert (await client.request("GET", "/")).body == b"ok"
        assert client.open_connections == 1
    async with HttpClient(url) as stranger:
        with pytest.raises(ConnectError):
            await stranger.request("GET", "/")
        assert stranger.open_connections == 0
    server.close()
