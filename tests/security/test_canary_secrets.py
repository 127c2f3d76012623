"""Secrets sent through every door, then looked for in everything that the platform lets out."""

import base64
import hashlib
import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qs, quote, urlsplit
from uuid import uuid4

from tests.fixtures.eventually import eventually
from tests.security.conftest import OpenProduct
from tests.security.outputs import kept_outputs, message_tap
from tests.security.person import API, Person
from tests.security.stage import SERVICES, Stage
from tests.security.wire import Wire, WireAnswer

_CARD: Final = "4242 4242 4242 4242"
_REDIRECT: Final = "https://shop.example/signed_in"


class _Canary:
    """Somebody who leaves marked secrets everywhere, and keeps the answers.

    Attributes:
        secrets: What must turn up nowhere, by name.
        answers: Bodies and heads of all answers but those that hand a secret out.
    """

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.secrets: dict[str, str] = {}
        self.answers: list[bytes] = []
        self.trace = f"00-{uuid4().hex}-{uuid4().hex[:16]}-01"  # sampled

    def secret(self, name: str) -> str:
        """A new secret of that name, strong enough for a password."""
        value = self.secrets[name] = f"canary {name} {uuid4().hex}"
        return value

    def keep(self, answer: WireAnswer) -> WireAnswer:
        """Remember an answer that may hold no secret."""
        self.answers.append(repr(answer.headers).encode() + answer.body)
        return answer

    @property
    def headers(self) -> list[tuple[str, str]]:
        """Have the request traced."""
        return [("traceparent", self.trace)]

    async def post(self, path: str, body: object, *headers: tuple[str, str]) -> WireAnswer:
        """POST from a new address, traced."""
        wire = Wire(self.stage.api_url)
        return await wire.send_json("POST", f"{API}{path}", body, [*self.headers, *headers])

    async def form(self, path: str, **fields: str) -> WireAnswer:
        """Send a form from a new address, traced."""
        return await Wire(self.stage.api_url).send_form(f"{API}{path}", fields, self.headers)

    async def get(self, target: str, *headers: tuple[str, str]) -> WireAnswer:
        """GET from a new address, traced; the answer is kept."""
        wire = Wire(self.stage.api_url)
        return self.keep(await wire.send("GET", target, [*self.headers, *headers]))


async def _live_as_a_user(canary: _Canary, email: str) -> Person:
    """Register, log in rightly and wrongly, refresh, change and reset the password."""
    password = canary.secret("password")
    body = {"email": email, "password": password, "name": "Canary"}
    assert canary.keep(await canary.post("/auth/register", body)).status == 202
    canary.keep(await canary.post("/auth/register", body | {"surplus": password}))
    granted = await canary.post("/auth/log_in", {"email": email, "password": password})
    wrong = {"email": email, "password": canary.secret("wrong_password")}
    canary.keep(await canary.post("/auth/log_in", wrong))
    by_form = await canary.form(
        "/auth/token", grant_type="password", username=email, password=password
    )
    for number, answer in enumerate((granted, by_form)):
        assert answer.status == 200, answer
        canary.secrets[f"access_token_{number}"] = answer.text("access_token")
        canary.secrets[f"refresh_token_{number}"] = answer.text("refresh_token")
    token = granted.text("refresh_token")
    fresh = await canary.form("/auth/token", grant_type="refresh_token", refresh_token=token)
    canary.secrets["refresh_token_2"] = fresh.text("refresh_token")
    person = Person(wire=Wire(canary.stage.api_url), email=email, password=password)
    person = person.with_tokens(fresh)
    canary.secrets["access_token_2"] = person.token or ""
    new = {"current_password": password, "new_password": canary.secret("new_password")}
    changed = await canary.post("/me/password", new, *person.authorization)
    assert canary.keep(changed).status == 204
    canary.keep(await canary.post("/auth/password_resets", {"email": email}))
    mail = await canary.stage.shared.mailbox.mail_to(email, "password")
    found = re.search(r"[0-9a-f]{32}\.[\w-]{43}", mail.body)
    assert found is not None, mail
    canary.secrets["mailed_token"] = found.group()
    reset = {"token": found.group(), "password": canary.secret("reset_password")}
    assert canary.keep(await canary.post("/auth/password_resets/confirm", reset)).status == 204
    canary.keep(await canary.post("/auth/password_resets/confirm", reset))
    log_in = {"email": email, "password": canary.secrets["reset_password"]}
    answer = await canary.post("/auth/log_in", log_in)
    canary.secrets["access_token_3"] = answer.text("access_token")
    return person.with_tokens(answer)


async def _live_as_a_program(canary: _Canary, admin: Person) -> None:
    """Be let in, show the secret rightly and wrongly, have it rotated."""
    client_id = f"canary_{uuid4().hex[:12]}"
    made = await admin.post(
        "/oauth_clients",
        {
            "client_id": client_id,
            "name": "Canary",
            "is_confidential": True,
            "redirect_uris": [_REDIRECT],
            "scopes": ["catalogue:read", "orders:read"],
        },
    )
    secret = canary.secrets["client_secret"] = made.text("client_secret")
    fields = {"grant_type": "client_credentials", "client_id": client_id}
    granted = await canary.form("/auth/token", **fields, client_secret=secret)
    canary.secrets["machine_token"] = granted.text("access_token")
    canary.keep(await canary.form("/auth/token", **fields, client_secret=canary.secret("no")))
    basic = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
    canary.secrets["basic"] = basic
    await canary.get(f"{API}/products", ("Authorization", f"Basic {basic}"))
    rotated = await admin.post(f"/oauth_clients/{client_id}/rotate_secret")
    canary.secrets["rotated_secret"] = rotated.text("client_secret")


async def _sign_in_by_code(canary: _Canary, admin: Person, person: Person) -> None:
    """The flow with a code: the verifier and the code are secrets, too."""
    client_id = f"canary_{uuid4().hex[:12]}"
    await admin.post(
        "/oauth_clients",
        {
            "client_id": client_id,
            "name": "Canary",
            "is_confidential": False,
            "redirect_uris": [_REDIRECT],
            "scopes": ["orders:read"],
        },
    )
    verifier = canary.secrets["code_verifier"] = uuid4().hex + uuid4().hex
    digest = hashlib.sha256(verifier.encode()).digest()
    sent = await canary.form(
        "/auth/authorize",
        response_type="code",
        client_id=client_id,
        redirect_uri=_REDIRECT,
        code_challenge=base64.urlsafe_b64encode(digest).decode().rstrip("="),
        code_challenge_method="S256",
        email=person.email,
        password=canary.secrets["reset_password"],
    )
    assert sent.status == 303, sent
    (code,) = parse_qs(urlsplit(sent.header("location") or "").query)["code"]
    canary.secrets["code"] = code
    granted = await canary.form(
        "/auth/token",
        grant_type="authorization_code",
        code=code,
        client_id=client_id,
        redirect_uri=_REDIRECT,
        code_verifier=verifier,
    )
    canary.secrets["token_by_code"] = granted.text("access_token")


async def _put_secrets_where_they_do_not_belong(
    canary: _Canary, person: Person, product_id: str
) -> None:
    """In queries, malformed bodies, wrong fields and headers; a card instead of its token."""
    password = canary.secret("misplaced")
    card = canary.secrets["card"] = _CARD
    order = {
        "lines": [{"product_id": product_id, "quantity": 1}],
        "shipping_address": {"country": "GB"},
        "payment_method": card,
    }
    refused = await canary.post("/orders", order, *person.authorization)
    assert canary.keep(refused).status == 422, refused
    await canary.get(f"{API}/products?password={quote(password)}")
    await canary.get(f"{API}/products?sort=name&access_token={quote(password)}")
    await canary.get(f"{API}/me", ("Authorization", f"Bearer {quote(password)}"))
    await canary.get(f"{API}/me", ("Cookie", f"token={password}"))
    wire = Wire(canary.stage.api_url)
    kind = [("Content-Type", "application/json"), *canary.headers]
    for body in (
        f'{{"email":"a@example.com","password":"{password}"',
        f'{{"email":"a@example.com","password":["{password}"]}}',
        f'{{"password":"{password}"}}',
        f'"{password}"',
    ):
        sent = await wire.send("POST", f"{API}/auth/log_in", kind, body.encode())
        # The field that is wrong may be named, what is in it may not be repeated.
        assert canary.keep(sent).status in {400, 422}
    canary.keep(await canary.form("/auth/token", grant_type=password, password=password))
    for service in SERVICES:
        token = [("Authorization", f"Bearer {quote(password)}")]
        canary.keep(await canary.stage.wire_to(service).send("GET", "/users", token))


def _secrets_of_the_platform(stage: Stage) -> Mapping[str, str]:
    """Passwords and keys that the processes were started with."""
    found = {}
    for service in SERVICES:
        for name, value in stage.environment_of(service).items():
            if any(word in name for word in ("SECRET", "PASSWORD", "ONE_TIME_KEY")):
                found[name] = value
            elif name.endswith("_URL") and urlsplit(value).password:
                found[name] = urlsplit(value).password or ""
    for file in stage.shared.watched.platform.data.keys.glob("*.json"):
        for number, half in enumerate(re.findall(r'"d": ?"([^"]+)"', file.read_text())):
            found[f"private key {number} in {file.name}"] = half
    return found


def _spellings(secret: str) -> set[bytes]:
    """A secret as it is, percent-encoded, in base64, and without its blanks."""
    texts = {secret, quote(secret), quote(secret, safe=""), secret.replace(" ", "+")}
    if secret == _CARD:
        texts.add(secret.replace(" ", ""))
    plain = {text.encode() for text in texts}
    return plain | {base64.b64encode(secret.encode()).rstrip(b"=")}


def _leaks(secrets: Mapping[str, str], outputs: Mapping[str, bytes]) -> list[tuple[str, str]]:
    return [
        (name, place)
        for name, secret in secrets.items()
        for place, content in outputs.items()
        if any(spelling in content for spelling in _spellings(secret))
    ]


async def test_no_secret_turns_up_in_anything_that_comes_out(
    stage: Stage, admin: Person, open_product: OpenProduct
) -> None:
    """Answers, logs, three stores, messages, metrics, traces and the gateway's ledger."""
    canary = _Canary(stage)
    email = f"canary_{uuid4().hex}@example.com"
    async with message_tap(stage) as tap:
        person = await _live_as_a_user(canary, email)
        await _live_as_a_program(canary, admin)
        await _sign_in_by_code(canary, admin, person)
        product_id = await open_product(5)
        await _put_secrets_where_they_do_not_belong(canary, person, product_id)
        placed = await person.order(product_id)
        order_id = placed.text("id")

        async def completed() -> bool | None:
            answer = await person.get(f"/orders/{order_id}")
            return True if answer.json["status"] == "completed" else None

        await eventually(completed, "the order of the canary")

        async def told() -> bool | None:
            seen = b"".join(tap.messages)
            return True if b"order.completed" in seen and order_id.encode() in seen else None

        await eventually(told, "the messages of the canary")
    trace_id = bytes.fromhex(canary.trace[3:35])

    async def traced() -> bool | None:
        return True if any(trace_id in one.body for one in stage.shared.traces.received) else None

    await eventually(traced, "the traces of the canary")
    analytics = stage.caller("quintet_cli", "db_mongo_service")

    async def analysed() -> bool | None:
        page = await analytics.get(f"/analytics_events?order_id={order_id}")
        return True if page.items else None

    await eventually(analysed, "the analytics of the canary")
    for path in (f"/users/{(await person.get('/me')).text('id')}", f"/orders/{order_id}/timeline"):
        canary.keep(await admin.get(path))
    outputs = await kept_outputs(stage, admin)
    outputs["messages"] = b"\n".join(tap.messages)
    outputs["answers"] = b"\n".join(canary.answers)
    assert _leaks(canary.secrets, outputs) == []
    platform = _secrets_of_the_platform(stage)
    assert len(platform) > 10
    assert _leaks(platform, outputs) == []
    # Control: what is no secret is found in all these places by the same search.
    public = {"order": order_id}
    places = {place for _, place in _leaks(public, outputs)}
    assert {"messages", "answers", "table public.orders", "table public.outbox"} <= places
    assert any(place.startswith("collection ") for place in places)
    known = outputs["table public.users"]
    assert email.encode() in known
    assert b"$argon2id$" in known
    hidden = _leaks({"in base64": "a canary"}, {"x": base64.b64encode(b"a canary")})
    assert hidden == [("in base64", "x")]
