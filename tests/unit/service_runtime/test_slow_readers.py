"""Clients that never agree on keys, or never read their answer, are cut off."""

import asyncio
import select
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from quintet_cli.certificates.certificate_authority import CertificateAuthority
from service_runtime import ReceiveLimits, ServingOptions
from service_runtime.server_tls import ServerTls
from starlette.types import Receive, Scope, Send

from tests.unit.service_runtime.running_server import running
from tests.unit.service_runtime.test_serving import accept_lifespan

ANSWER = b"x" * 16_000_000
REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: %b\r\n\r\n"
STRICT = ServingOptions(
    drain_seconds=0.02,
    tls_goodbye_seconds=0.2,
    receive=ReceiveLimits(answer_seconds=0.3),
)
SHORT_HANDSHAKE = ServingOptions(drain_seconds=0.02, tls_handshake_seconds=0.2)
STEADY = ServingOptions(drain_seconds=0.02, receive=ReceiveLimits(answer_seconds=2.0))
PATIENT = ServingOptions(drain_seconds=0.02, receive=ReceiveLimits(answer_seconds=30.0))


async def generous(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with more than any buffer between two processes takes."""
    if scope["type"] == "lifespan":
        await accept_lifespan(receive, send)
        return
    length = str(len(ANSWER)).encode()
    headers = [(b"content-length", length)]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": ANSWER})


class SlowReader:
    """A client that asks, and takes the answer when it likes."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, peer: socket.socket
    ) -> None:
        self.reader = reader
        self.writer = writer
        self._poll = select.poll()
        self._poll.register(peer, 0)

    async def until_cut_off(self) -> None:
        """Wait until the server has dropped the connection, without reading anything."""
        async with asyncio.timeout(30):
            while not self._poll.poll(0):  # noqa: ASYNC110  a socket that is not read tells nobody
                await asyncio.sleep(0.02)


@asynccontextmanager
async def slow_reader(
    port: int, tls: ssl.SSLContext | None = None, *, is_kept: bool = False
) -> AsyncIterator[SlowReader]:
    """Ask, and leave the answer where it is."""
    with socket.socket() as peer:
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        peer.setblocking(False)  # noqa: FBT003  the standard library's own signature
        await asyncio.get_running_loop().sock_connect(peer, ("127.0.0.1", port))
        name = None if tls is None else "127.0.0.1"
        reader, writer = await asyncio.open_connection(
            sock=peer, ssl=tls, server_hostname=name, limit=1024
        )
        writer.write(REQUEST % (b"keep-alive" if is_kept else b"close"))
        yield SlowReader(reader, writer, peer)
        writer.transport.abort()
        with suppress(ConnectionError):
            await writer.wait_closed()


async def rest_of(reader: asyncio.StreamReader) -> int:
    """How many bytes still come until the server ends the connection."""
    count = 0
    async with asyncio.timeout(30):
        try:
            while part := await reader.read(65_536):
                count += len(part)
        except (ConnectionError, ssl.SSLError):
            return count
    return count


@pytest.mark.parametrize("is_kept", [True, False])
async def test_who_does_not_read_the_answer_is_cut_off(*, is_kept: bool) -> None:
    """The memory of the answer is freed, although the client stays connected."""
    async with (
        running(generous, STRICT) as server,
        slow_reader(server.port, is_kept=is_kept) as client,
    ):
        await client.until_cut_off()
        assert await rest_of(client.reader) < len(ANSWER)


async def test_who_reads_late_but_in_time_gets_everything() -> None:
    """The control: the same client, given more time."""
    async with running(generous, PATIENT) as server, slow_reader(server.port) as client:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(2.5):  # two sweeps, and what the other one was given
                await client.until_cut_off()
        assert await rest_of(client.reader) > len(ANSWER)


async def test_who_reads_steadily_is_not_cut_off() -> None:
    """What counts is progress, not the time for the whole answer."""
    async with running(generous, STEADY) as server, slow_reader(server.port) as client:
        count = 0
        for _ in range(20):  # three seconds in all
            count += len(await client.reader.readexactly(100_000))
            await asyncio.sleep(0.15)
        assert count + await rest_of(client.reader) > len(ANSWER)


@pytest.fixture
def authority(tmp_path: Path) -> CertificateAuthority:
    """An authority of one's own."""
    return CertificateAuthority.open_or_make(tmp_path)


async def test_who_does_not_read_over_tls_is_cut_off_too(authority: CertificateAuthority) -> None:
    """Its buffers are others than those of plain connections."""
    tls = ServerTls(*authority.issue("shop", ("127.0.0.1",)))
    async with running(generous, STRICT, tls=tls) as server:
        context = ssl.create_default_context(cafile=str(authority.certificate_file))
        async with slow_reader(server.port, context, is_kept=True) as client:
            await client.until_cut_off()
            assert await rest_of(client.reader) < len(ANSWER)


@pytest.mark.parametrize("said", [b"", b"\x16\x03\x01"])
async def test_a_handshake_that_is_never_finished_ends(
    authority: CertificateAuthority, said: bytes
) -> None:
    """Neither silence nor half a hello holds a connection for long."""
    tls = ServerTls(*authority.issue("shop", ("127.0.0.1",)))
    async with running(generous, SHORT_HANDSHAKE, tls=tls) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(said)
        assert await rest_of(reader) == 0
        writer.close()


async def test_a_handshake_may_take_its_time(authority: CertificateAuthority) -> None:
    """The control: with the usual limit the door is still open."""
    tls = ServerTls(*authority.issue("shop", ("127.0.0.1",)))
    async with running(generous, PATIENT, tls=tls) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await reader.read(1)
        writer.close()
