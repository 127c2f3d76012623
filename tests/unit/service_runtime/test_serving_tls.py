"""Https: who is trusted, who may come in, and certificates that are renewed under way."""

import asyncio
import ssl
from pathlib import Path

import pytest
from http_transport import ClientTls, HttpClient, TransportError
from quintet_cli.certificates.certificate_authority import CertificateAuthority
from service_runtime.server_tls import ServerTls, ServerTlsContext
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from tests.unit.service_runtime.running_server import RunningServer, running

HOSTS = ("127.0.0.1", "localhost")


async def tells_its_scheme(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that answers with the scheme of the request."""
    if scope["type"] == "http":
        await PlainTextResponse(scope["scheme"])(scope, receive, send)


@pytest.fixture
def authority(tmp_path: Path) -> CertificateAuthority:
    """An authority of one's own."""
    return CertificateAuthority.open_or_make(tmp_path / "authority")


@pytest.fixture
def stranger(tmp_path: Path) -> CertificateAuthority:
    """An authority that nobody trusts."""
    return CertificateAuthority.open_or_make(tmp_path / "stranger")


async def ask(server: RunningServer, tls: ClientTls, host: str = "127.0.0.1") -> str:
    """Ask over a connection of its own."""
    async with HttpClient(f"https://{host}:{server.port}", tls=tls) as client:
        return (await client.request("GET", "/", timeout=5.0)).body.decode()


async def test_serves_https_to_whoever_trusts_the_authority(
    authority: CertificateAuthority, stranger: CertificateAuthority
) -> None:
    """And to nobody else: neither to strangers nor in the clear."""
    tls = ServerTls(*authority.issue("shop", HOSTS))
    async with running(tells_its_scheme, tls=tls) as server:
        assert await ask(server, ClientTls(authority.certificate_file)) == "https"
        with pytest.raises(TransportError):
            await ask(server, ClientTls(stranger.certificate_file))
        with pytest.raises(TransportError):
            async with HttpClient(f"http://127.0.0.1:{server.port}") as plain:
                await plain.request("GET", "/", timeout=5.0)


async def test_a_certificate_for_another_host_is_refused(authority: CertificateAuthority) -> None:
    """An authority's every certificate must not stand in for every other."""
    tls = ServerTls(*authority.issue("shop", ("127.0.0.2",)))
    async with running(tells_its_scheme, tls=tls) as server:
        with pytest.raises(TransportError):
            await ask(server, ClientTls(authority.certificate_file))


async def test_mutual_tls_lets_in_only_who_shows_a_certificate(
    authority: CertificateAuthority, stranger: CertificateAuthority
) -> None:
    """One of ours, that is."""
    certificate, key = authority.issue("shop", HOSTS)
    tls = ServerTls(certificate, key, client_ca_file=authority.certificate_file)
    async with running(tells_its_scheme, tls=tls) as server:
        trusted = authority.certificate_file
        assert await ask(server, ClientTls(trusted, *authority.issue("caller", HOSTS))) == "https"
        with pytest.raises(TransportError):
            await ask(server, ClientTls(trusted))
        with pytest.raises(TransportError):
            await ask(server, ClientTls(trusted, *stranger.issue("caller", HOSTS)))


async def test_old_versions_of_tls_are_refused(authority: CertificateAuthority) -> None:
    """TLS 1.2 is the least; 1.3 is what is used."""
    tls = ServerTls(*authority.issue("shop", HOSTS))
    async with running(tells_its_scheme, tls=tls) as server:
        context = ssl.create_default_context(cafile=str(authority.certificate_file))
        _, writer = await asyncio.open_connection("127.0.0.1", server.port, ssl=context)
        assert writer.get_extra_info("ssl_object").version() == "TLSv1.3"
        writer.close()
        await writer.wait_closed()
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        with pytest.warns(DeprecationWarning, match="TLSv1_1 is deprecated"):
            context.maximum_version = ssl.TLSVersion.TLSv1_1
        with pytest.raises((ssl.SSLError, OSError)):
            await asyncio.open_connection("127.0.0.1", server.port, ssl=context)


def test_a_renewed_certificate_is_taken_over(
    authority: CertificateAuthority, caplog: pytest.LogCaptureFixture
) -> None:
    """Half a renewal changes nothing; the whole of it holds for the next connection."""
    caplog.set_level("INFO")
    certificate, key = authority.issue("shop", HOSTS)
    former_key = key.read_bytes()
    served = ServerTlsContext(ServerTls(certificate, key))
    assert not served.refresh()
    authority.issue("shop", HOSTS)
    new_key = key.read_bytes()
    key.write_bytes(former_key)  # as if only the certificate had arrived
    assert not served.refresh()
    key.write_bytes(new_key)
    assert served.refresh()
    assert "the certificate was renewed" in caplog.text


async def test_connections_see_the_new_certificate_without_a_restart(
    authority: CertificateAuthority, stranger: CertificateAuthority, tmp_path: Path
) -> None:
    """The server's own clock notices the change; here the change of the authority shows it."""
    certificate, key = authority.issue("shop", HOSTS)
    async with running(tells_its_scheme, tls=ServerTls(certificate, key)) as server:
        trusted = tmp_path / "trusted.pem"
        trusted.write_bytes(authority.certificate_file.read_bytes())
        tls = ClientTls(trusted)
        async with HttpClient(f"https://127.0.0.1:{server.port}", tls=tls) as client:
            assert (await client.request("GET", "/")).status == 200
            new_certificate, new_key = stranger.issue("shop", HOSTS)
            key.write_bytes(new_key.read_bytes())
            certificate.write_bytes(new_certificate.read_bytes())
            trusted.write_bytes(stranger.certificate_file.read_bytes())
            assert (await client.request("GET", "/")).status == 200  # the kept connection lives
        deadline = asyncio.get_running_loop().time() + 10
        while True:
            try:
                assert await ask(server, tls) == "https"
                break
            except TransportError:
                assert asyncio.get_running_loop().time() < deadline
                await asyncio.sleep(0.05)


def test_keys_can_be_read_by_their_owner_only(authority: CertificateAuthority) -> None:
    """The authority's own key too."""
    _, key = authority.issue("shop", HOSTS)
    assert key.stat().st_mode & 0o777 == 0o600
    assert (authority.certificate_file.parent / "authority_key.pem").stat().st_mode & 0o077 == 0
    again = CertificateAuthority.open_or_make(authority.certificate_file.parent)
    assert again.certificate_file.read_bytes() == authority.certificate_file.read_bytes()
