"""A client of the API for tests, and what they look at."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import uuid4

from http_transport import HttpClient, Response
from signed_tokens import PrivateKeySet, new_private_key
from storage_contracts.json_value import Json, JsonObject

ADMIN_EMAIL = "admin@example.com"
ADMIN_PASSWORD = "a long enough password"
CALLBACK_SECRET = "callback secret of the tests"
PASSWORD = "correct horse battery"
ACCESS_KEYS = PrivateKeySet(keys=[new_private_key("access")]).model_dump_json()
ISSUER = "http://quintet.test"
ONE_TIME_KEY = "one-time key of the tests, long enough"
_FRESH_SECONDS = 300.0


type Body = Mapping[str, Json] | Json | bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """A response of the API."""

    response: Response

    @property
    def status(self) -> int:
        """Its status."""
        return self.response.status

    @property
    def body(self) -> JsonObject:
        """Its JSON."""
        body: JsonObject = json.loads(self.response.body)
        return body

    @property
    def code(self) -> Json:
        """The code of its problem document."""
        assert self.header("content-type") == "application/problem+json", self.response.body
        return self.body["code"]

    @property
    def paths(self) -> list[Json]:
        """The paths of the fields that its problem document names."""
        return [row["path"] for row in self.rows("errors")]

    def rows(self, name: str) -> list[JsonObject]:
        """The objects of a list in its body."""
        found = self.body[name]
        assert isinstance(found, list)
        return [row for row in found if isinstance(row, dict)]

    def text(self, name: str) -> str:
        """A text in its body."""
        found = self.body[name]
        assert isinstance(found, str)
        return found

    def header(self, name: str) -> str | None:
        """The first value of a header."""
        return self.response.header(name)


@dataclass(frozen=True, slots=True)
class Api:
    """Asks the API, as a guest or as somebody.

    Attributes:
        client: The connections.
        headers: Sent with every request.
    """

    client: HttpClient
    headers: Mapping[str, str] = field(default_factory=dict)

    async def ask(
        self,
        method: str,
        path: str,
        body: Body = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send one request; a body is JSON, or bytes as they are."""
        raw = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        media_type = {} if raw is None else {"content-type": "application/json"}
        sent = {**media_type, **self.headers, **(headers or {})}
        response = await self.client.request(
            method,
            path,
            headers=[(name.encode(), value.encode("latin-1")) for name, value in sent.items()],
            body=raw,
            timeout=60.0,
            idempotent=True,  # what was idle for long may be closed by the service just now
        )
        return Answer(response)

    async def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """GET."""
        return await self.ask("GET", path, None, headers)

    async def post(
        self, path: str, body: Body = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """POST."""
        return await self.ask("POST", path, body, headers)

    async def log_in(self, email: str, password: str) -> "Api":
        """The same client as somebody."""
        answer = await self.post("/api/v1/auth/log_in", {"email": email, "password": password})
        assert answer.status == 200, answer.response.body
        return self.with_token(answer.text("access_token"))

    def with_token(self, token: str) -> "Api":
        """The same client with an access token."""
        return Api(self.client, {"authorization": f"Bearer {token}"})

    async def send_form(
        self, path: str, form: Mapping[str, str], headers: Mapping[str, str] | None = None
    ) -> Answer:
        """POST a form."""
        media_type = {"content-type": "application/x-www-form-urlencoded"}
        every = {**media_type, **(headers or {})}
        return await self.ask("POST", path, urlencode(form).encode(), every)

    async def token(self, headers: Mapping[str, str] | None = None, /, **form: str) -> Answer:
        """Ask the token endpoint."""
        return await self.send_form("/api/v1/auth/token", form, headers)

    async def register(self) -> "Api":
        """The same client as a new customer."""
        return await self.log_in(await self.new_account(), PASSWORD)

    async def new_account(self) -> str:
        """The address of a new customer."""
        email = f"{uuid4().hex}@example.com"
        body: Json = {"email": email, "password": PASSWORD, "name": "Ada Lovelace"}
        answer = await self.post("/api/v1/auth/register", body)
        assert answer.status == 202, answer.response.body
        return email

    async def add_product(self, **changes: Json) -> JsonObject:
        """Create a product as staff."""
        body: dict[str, Json] = {
            "sku": uuid4().hex[:12],
            "name": "White metal lantern",
            "unit_price": "3.39",
            "currency": "GBP",
            "opening_stock": 100,
        }
        answer = await self.post("/api/v1/products", {**body, **changes})
        assert answer.status == 201, answer.response.body
        return answer.body

    async def place_order(
        self, product_id: Json, headers: Mapping[str, str] | None = None, **changes: Json
    ) -> Answer:
        """Place an order of two pieces."""
        return await self.post("/api/v1/orders", an_order(product_id) | changes, headers)


class KeptAdmin:
    """The administrator of many tests: a token lives for ten minutes, a run may be longer.

    Args:
        guest: The same API, as a guest.
    """

    def __init__(self, guest: Api) -> None:
        self._guest = guest
        self._admin: Api | None = None
        self._since = 0.0

    async def fresh(self) -> Api:
        """The administrator with a token that lasts for the length of a test."""
        if self._admin is None or time.monotonic() - self._since > _FRESH_SECONDS:
            self._since = time.monotonic()
            self._admin = await self._guest.log_in(ADMIN_EMAIL, ADMIN_PASSWORD)
        return self._admin


def an_order(product_id: Json) -> dict[str, Json]:
    """The body of an order of two pieces, as a guest sends it."""
    return {
        "lines": [{"product_id": product_id, "quantity": 2}],
        "shipping_address": {"country": "GB", "city": "London"},
        "payment_method": "card_approve",
        "contact_email": "ada@example.com",
    }
