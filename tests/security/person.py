"""Somebody at the API: honest or not, with an address of their own."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Self
from uuid import uuid4

from tests.fixtures.eventually import eventually
from tests.fixtures.until_let_in import until_let_in
from tests.security.wire import Headers, Wire, WireAnswer

PASSWORD: Final = "vermilion otters juggle 47 lanterns"
API: Final = "/api/v1"
_FRESH_SECONDS: Final = 300.0


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who sends requests, and what they know.

    Attributes:
        wire: The way to the API, from this person's address.
        email: Their address, empty for guests and programs.
        password: Their password.
        user_id: Their account.
        token: Their access token, None for a guest.
        refresh_token: Their refresh token.
    """

    wire: Wire
    email: str = ""
    password: str = field(default=PASSWORD, repr=False)
    user_id: str = ""
    token: str | None = field(default=None, repr=False)
    refresh_token: str = field(default="", repr=False)

    @property
    def authorization(self) -> list[tuple[str, str]]:
        """The header that says who this is; none for a guest."""
        return [] if self.token is None else [("Authorization", f"Bearer {self.token}")]

    async def ask(
        self, method: str, path: str, body: object = None, headers: Headers = ()
    ) -> WireAnswer:
        """Send a request below `/api/v1`; a POST has an Idempotency-Key unless one is given."""
        given = [*self.authorization, *headers]
        if method == "POST" and not any(name == "Idempotency-Key" for name, _ in given):
            given.append(("Idempotency-Key", uuid4().hex))
        if body is None:
            return await self.wire.send(method, f"{API}{path}", given)
        return await self.wire.send_json(method, f"{API}{path}", body, given)

    async def get(self, path: str, headers: Headers = ()) -> WireAnswer:
        """GET below `/api/v1`."""
        return await self.ask("GET", path, headers=headers)

    async def post(self, path: str, body: object = None, headers: Headers = ()) -> WireAnswer:
        """POST below `/api/v1`; an empty object when there is no body."""
        return await self.ask("POST", path, {} if body is None else body, headers)

    async def patch(self, path: str, body: object, etag: str | None = None) -> WireAnswer:
        """PATCH below `/api/v1`, of the present version unless another is given."""
        if etag is None:
            etag = (await self.get(path)).header("etag") or '"1"'
        return await self.ask("PATCH", path, body, [("If-Match", etag)])

    async def form(self, path: str, fields: Mapping[str, str]) -> WireAnswer:
        """Send a form below `/api/v1`."""
        return await self.wire.send_form(f"{API}{path}", fields, self.authorization)

    def elsewhere(self) -> Self:
        """The same person, with the same tokens, at another computer: with quotas of its own."""
        return replace(self, wire=Wire(f"http://{self.wire.host}:{self.wire.port}"))

    async def log_in(self) -> "Person":
        """The same person with tokens of a new session, from another computer."""
        wire = Wire(f"http://{self.wire.host}:{self.wire.port}")
        entered = {"email": self.email, "password": self.password}
        answer = await until_let_in(
            lambda: wire.send_json("POST", f"{API}/auth/log_in", entered),
        )
        assert answer.status == 200, answer
        return self.with_tokens(answer, wire)

    def with_tokens(self, answer: WireAnswer, wire: Wire | None = None) -> "Person":
        """The same person with the tokens of an answer."""
        refresh = answer.json.get("refresh_token")
        return Person(
            wire=wire or self.wire,
            email=self.email,
            password=self.password,
            user_id=self.user_id,
            token=answer.text("access_token"),
            refresh_token=refresh if isinstance(refresh, str) else "",
        )

    def with_token(self, token: str | None) -> Self:
        """Somebody at the same computer with another access token."""
        return type(self)(wire=self.wire, email=self.email, user_id=self.user_id, token=token)

    async def is_out_within_seconds(self, path: str = "/me", status: int = 401) -> None:
        """Wait until the token opens nothing any more: how accounts stand is cached for seconds."""

        async def look() -> bool | None:
            return True if (await self.get(path)).status == status else None

        await eventually(look, f"{path} is closed", seconds=30)

    async def order(self, product_id: str, quantity: int = 1, **more: object) -> WireAnswer:
        """Place an order."""
        return await self.post("/orders", order_of(product_id, quantity) | more)


class KeptPerson:
    """Somebody of many tests: access tokens live for ten minutes, a run of tests may be longer.

    Args:
        person: Somebody who has just logged in.
    """

    def __init__(self, person: Person) -> None:
        self._person = person
        self._since = time.monotonic()

    async def fresh(self) -> Person:
        """The same person, with a token that lasts for the length of a test."""
        if time.monotonic() - self._since > _FRESH_SECONDS:
            self._person = await self._person.log_in()
            self._since = time.monotonic()
        return self._person


def order_of(product_id: str, quantity: int = 1) -> dict[str, object]:
    """The body of a decent order."""
    return {
        "lines": [{"product_id": product_id, "quantity": quantity}],
        "shipping_address": {"country": "GB", "city": "London"},
        "payment_method": "card_approve",
    }


async def registered(url: str, name: str = "Ada Lovelace") -> Person:
    """Somebody who has just registered and logged in."""
    email = f"ada_{uuid4().hex}@example.com"
    wire = Wire(url)
    person = Person(wire=wire, email=email)
    body: dict[str, object] = {"email": email, "password": PASSWORD, "name": name}
    answer = await person.post("/auth/register", body)
    assert answer.status == 202, answer
    person = await person.log_in()
    me = await person.get("/me")
    assert me.status == 200, me
    return Person(
        wire=person.wire,
        email=email,
        user_id=me.text("id"),
        token=person.token,
        refresh_token=person.refresh_token,
    )
