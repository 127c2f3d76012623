"""HTTP/1.1 written by hand: an attacker sends what no decent client would send.

Every request has a connection of its own, from an address of its owner's choice: the whole of
127.0.0.0/8 is this machine, so each test can be another computer.
"""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode, urlsplit

from pydantic import TypeAdapter
from storage_contracts.json_value import JsonObject

_OBJECT: Final[TypeAdapter[JsonObject]] = TypeAdapter(JsonObject)
_ADDRESSES: Final = itertools.count(1)
_DEADLINE_SECONDS: Final = 60.0

type Headers = Iterable[tuple[str, str]]


def new_address() -> str:
    """An address of this machine that no other test has."""
    number = next(_ADDRESSES)
    return f"127.{64 + number // 62_500}.{number // 250 % 250}.{number % 250 + 1}"


@dataclass(frozen=True)
class WireAnswer:
    """An answer, byte by byte.

    Attributes:
        status: The status; 0 when the connection ended without an answer.
        headers: Names in small letters and values, in their order.
        body: The body.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The value of a header that comes once at most."""
        found = [value for known, value in self.headers if known == name]
        assert len(found) <= 1, (name, found)
        return found[0] if found else None

    @property
    def json(self) -> JsonObject:
        """The body, which must be an object."""
        return _OBJECT.validate_json(self.body)

    @property
    def code(self) -> str:
        """The code of a problem document; empty for any other answer."""
        if not (self.header("content-type") or "").startswith("application/problem+json"):
            return ""
        return str(self.json.get("code"))

    @property
    def items(self) -> list[JsonObject]:
        """The items of a page."""
        found = self.json["items"]
        assert isinstance(found, list), self
        return [_OBJECT.validate_python(item) for item in found]

    def text(self, field: str) -> str:
        """A field that must be a text."""
        value = self.json[field]
        assert isinstance(value, str), (field, self)
        return value


class Wire:
    """Sends to one origin from one address.

    Args:
        url: The origin.
        address: Where the requests come from.
    """

    def __init__(self, url: str, address: str | None = None) -> None:
        parts = urlsplit(url)
        assert parts.hostname is not None
        assert parts.port is not None
        self.host, self.port = parts.hostname, parts.port
        self.address = address or new_address()
        self.url = url

    @asynccontextmanager
    async def connection(
        self,
    ) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        """A connection to do anything with."""
        reader, writer = await asyncio.open_connection(
            self.host, self.port, local_addr=(self.address, 0)
        )
        try:
            yield reader, writer
        finally:
            writer.transport.abort()

    async def send(
        self, method: str, target: str, headers: Headers = (), body: bytes | None = None
    ) -> WireAnswer:
        """Send one request as it is, and return the answer."""
        lines = [f"{method} {target} HTTP/1.1"]
        given = [*headers]
        if not any(name.lower() == "host" for name, _ in given):
            lines.append(f"Host: {self.host}:{self.port}")
        lines += [f"{name}: {value}" for name, value in given]
        if body is not None:
            lines.append(f"Content-Length: {len(body)}")
        head = "\r\n".join([*lines, "Connection: close", "", ""])
        return await self.send_raw(head.encode("latin-1") + (body or b""))

    async def send_json(
        self, method: str, target: str, body: object, headers: Headers = ()
    ) -> WireAnswer:
        """Send a JSON body."""
        content = json.dumps(body).encode()
        return await self.send(
            method, target, [*headers, ("Content-Type", "application/json")], content
        )

    async def send_form(
        self, target: str, fields: Mapping[str, str], headers: Headers = ()
    ) -> WireAnswer:
        """Send a form as browsers do."""
        return await self.send(
            "POST",
            target,
            [*headers, ("Content-Type", "application/x-www-form-urlencoded")],
            urlencode(fields).encode(),
        )

    async def send_raw(self, data: bytes) -> WireAnswer:
        """Send bytes, and read until the server ends the connection."""
        async with asyncio.timeout(_DEADLINE_SECONDS), self.connection() as (reader, writer):
            try:
                writer.write(data)
                await writer.drain()
            except ConnectionError:
                pass  # refused before all was sent; what was answered can still be read
            return parse(await read_to_end(reader))


async def read_to_end(reader: asyncio.StreamReader) -> bytes:
    """What comes until the connection ends, also when it ends rudely."""
    found = bytearray()
    try:
        while data := await reader.read(65_536):
            found += data
    except ConnectionError:
        pass
    return bytes(found)


def parse(data: bytes) -> WireAnswer:
    """Read an answer that was followed by the end of the connection."""
    if not data:
        return WireAnswer(0, (), b"")
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    headers = tuple((name.strip().lower(), value.strip()) for name, _, value in pairs)
    if ("transfer-encoding", "chunked") in headers:
        body = _dechunked(body)
    return WireAnswer(int(first.split(" ")[1]), headers, body)


def _dechunked(data: bytes) -> bytes:
    found = bytearray()
    while data:
        size, _, data = data.partition(b"\r\n")
        length = int(size, 16)
        if length == 0:
            break
        found += data[:length]
        data = data[length + 2 :]
    return bytes(found)
