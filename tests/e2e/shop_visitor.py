"""Somebody who uses the public API: a guest, a customer, or a member of the staff."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from http_transport import HttpClient
from pydantic import TypeAdapter
from storage_contracts.json_value import Json, JsonObject

from tests.fixtures.eventually import eventually
from tests.fixtures.until_let_in import until_let_in

_OBJECT: TypeAdapter[JsonObject] = TypeAdapter(JsonObject)
_ITEMS: TypeAdapter[list[JsonObject]] = TypeAdapter(list[JsonObject])
_FRESH_SECONDS: Final = 300.0


@dataclass(frozen=True)
class Answer:
    """An answer of the API."""

    status: int
    body: JsonObject
    etag: str | None

    def text(self, field: str) -> str:
        """A field that must be a text."""
        value = self.body[field]
        assert isinstance(value, str), (field, self)
        return value

    @property
    def items(self) -> list[JsonObject]:
        """The items of a page."""
        return _ITEMS.validate_python(self.body["items"])


class ShopVisitor:
    """Sends requests as one person.

    Args:
        client: The API.
        token: The access token, None for a guest.
    """

    def __init__(self, client: HttpClient, token: str | None = None) -> None:
        self._client = client
        self._token = token

    async def get(self, path: str) -> Answer:
        """GET below `/api/v1`."""
        return await self._send("GET", path, None, {})

    async def post(
        self, path: str, body: Mapping[str, Json] | None = None, key: str | None = None
    ) -> Answer:
        """POST below `/api/v1`, under a key of its own when none is given."""
        return await self._send("POST", path, body or {}, {"Idempotency-Key": key or str(uuid4())})

    async def patch(self, path: str, body: Mapping[str, Json], etag: str | None) -> Answer:
        """PATCH below `/api/v1`."""
        return await self._send("PATCH", path, body, {"If-Match": etag} if etag else {})

    async def logged_in(self, email: str, password: str) -> "ShopVisitor":
        """The same person, signed in."""
        entered: dict[str, Json] = {"email": email, "password": password}
        answer = await until_let_in(lambda: self.post("/auth/log_in", entered))
        assert answer.status == 200, answer
        return ShopVisitor(self._client, answer.text("access_token"))

    async def order(self, product_id: str, quantity: int = 2, **more: Json) -> Answer:
        """Place an order."""
        body: dict[str, Json] = {
            "lines": [{"product_id": product_id, "quantity": quantity}],
            "shipping_address": {"country": "GB", "city": "London"},
            "payment_method": "card_approve",
        }
        return await self.post("/orders", body | more)

    async def order_becomes(self, order_id: str, status: str) -> Answer:
        """Wait until an order has this status."""

        async def look() -> Answer | None:
            answer = await self.get(f"/orders/{order_id}")
            return answer if answer.body.get("status") == status else None

        return await eventually(look, f"order {order_id} {status}")

    async def timeline_has(self, order_id: str, event_type: str) -> list[JsonObject]:
        """Wait until the story of an order tells of an event, and return the whole story."""

        async def look() -> list[JsonObject] | None:
            items = (await self.get(f"/orders/{order_id}/timeline")).items
            return items if event_type in {item["event_type"] for item in items} else None

        return await eventually(look, f"{event_type} of order {order_id}")

    async def _send(
        self, method: str, path: str, body: Mapping[str, Json] | None, headers: Mapping[str, str]
    ) -> Answer:
        lines = [(name.encode(), value.encode()) for name, value in headers.items()]
        if self._token is not None:
            lines.append((b"Authorization", f"Bearer {self._token}".encode()))
        content = None
        if body is not None:
            lines.append((b"Content-Type", b"application/json"))
            content = _OBJECT.dump_json(dict(body))
        answer = await self._client.request(
            method, f"/api/v1{path}", headers=tuple(lines), body=content, idempotent=True
        )
        found = _OBJECT.validate_json(answer.body) if answer.body else {}
        return Answer(answer.status, found, answer.header("etag"))


class KeptVisitor:
    """Somebody of many tests: access tokens live for ten minutes, a run of tests may be longer.

    Args:
        guest: The same person before logging in.
        email: Their address.
        password: Their password.
    """

    def __init__(self, guest: ShopVisitor, email: str, password: str) -> None:
        self._guest = guest
        self._email = email
        self._password = password
        self._visitor: ShopVisitor | None = None
        self._since = 0.0

    async def fresh(self) -> ShopVisitor:
        """The same person, with a token that lasts for the length of a test."""
        if self._visitor is None or time.monotonic() - self._since > _FRESH_SECONDS:
            self._since = time.monotonic()
            self._visitor = await self._guest.logged_in(self._email, self._password)
        return self._visitor
