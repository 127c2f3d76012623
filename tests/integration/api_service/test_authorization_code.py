"""The authorization code grant: a page, a code, and a proof that the same program comes back."""

import hashlib
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import uuid4

import pytest
from storage_contracts.json_value import Json

from tests.integration.api_service.api_scene import ISSUER, PASSWORD, Answer, Api

PAGE = "/api/v1/auth/authorize"
REDIRECT = "https://shop.example/signed_in?from=quintet"
VERIFIER = "a_verifier_of_at_least_forty_three_characters_0123"
CHALLENGE = urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


@dataclass(frozen=True)
class Shop:
    """A program with a user who lets it act."""

    guest: Api
    client_id: str
    email: str

    def asked(self, **changes: str) -> dict[str, str]:
        """What the program sends its users to our page with."""
        return {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": REDIRECT,
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
            "scope": "profile:read orders:read",
            "state": "kept & returned",
        } | changes

    async def log_in(self, password: str = PASSWORD, **changes: str) -> Answer:
        """Send the page's form."""
        form = self.asked(**changes) | {"email": self.email, "password": password}
        return await self.guest.send_form(PAGE, form)

    async def code(self) -> str:
        """A fresh code."""
        answer = await self.log_in()
        assert answer.status == 303, answer.response.body
        return said(answer)["code"]

    async def exchange(self, code: str, **changes: str) -> Answer:
        """Exchange a code for tokens."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "client_id": self.client_id,
            "redirect_uri": REDIRECT,
            "code_verifier": VERIFIER,
        }
        return await self.guest.token(**(form | changes))


def said(answer: Answer) -> dict[str, str]:
    """What a redirect tells the program."""
    location = answer.header("location") or ""
    assert location.startswith(REDIRECT + "&"), location
    return dict(parse_qsl(urlsplit(location).query))


async def new_client(admin: Api, **changes: Json) -> Answer:
    """Let a program in."""
    body: dict[str, Json] = {
        "client_id": f"shop_{uuid4().hex[:12]}",
        "name": "Web <shop>",
        "is_confidential": False,
        "redirect_uris": [REDIRECT],
        "scopes": ["profile:read", "orders:read"],
    }
    answer = await admin.post("/api/v1/oauth_clients", body | changes)
    assert answer.status == 201, answer.response.body
    return answer


@pytest.fixture
async def shop(guest: Api, admin: Api) -> Shop:
    """A program that can keep no secret."""
    made = await new_client(admin)
    assert made.body["client_secret"] is None
    return Shop(guest, made.text("client_id"), await guest.new_account())


async def test_the_page_is_plain_safe_and_labelled(shop: Shop) -> None:
    """No script, no foreign file, no frame; every field has its label; names are escaped."""
    answer = await shop.guest.get(f"{PAGE}?{urlencode(shop.asked())}")
    page = answer.response.body.decode()
    policy = answer.header("content-security-policy") or ""

    assert answer.status == 200
    assert (answer.header("content-type") or "").startswith("text/html")
    assert "default-src 'none'" in policy
    assert "script-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self' https://shop.example" in policy
    assert answer.header("cache-control") == "no-store"
    assert "Web &lt;shop&gt;" in page
    assert "<script" not in page
    assert 'name="viewport"' in page
    for field in re.findall(r'<input id="(\w+)"', page):
        assert f'<label for="{field}">' in page


async def test_a_program_gets_tokens_for_a_code(shop: Shop) -> None:
    """For its own scopes; the state comes back unread, and who we are."""
    answer = await shop.log_in()
    back = said(answer)

    assert answer.status == 303
    assert (back["state"], back["iss"]) == ("kept & returned", ISSUER)
    tokens = await shop.exchange(back["code"])
    assert tokens.status == 200, tokens.response.body
    assert tokens.text("scope") == "orders:read profile:read"
    ada = shop.guest.with_token(tokens.text("access_token"))
    assert (await ada.get("/api/v1/me")).text("email") == shop.email
    assert (await ada.get("/api/v1/tasks")).status == 403
    refreshed = await shop.guest.token(
        grant_type="refresh_token",
        refresh_token=tokens.text("refresh_token"),
        client_id=shop.client_id,
    )
    assert refreshed.status == 200


async def test_a_code_is_worth_nothing_without_the_right_proof(shop: Shop, admin: Api) -> None:
    """Another verifier, another address, another program."""
    other = (await new_client(admin)).text("client_id")
    wrong: tuple[dict[str, str], ...] = (
        {"code_verifier": "another_verifier_of_forty_three_characters_012"},
        {"redirect_uri": "https://shop.example/signed_in"},
        {"client_id": other},
    )
    for changes in wrong:
        answer = await shop.exchange(await shop.code(), **changes)
        assert answer.status in {400, 401}, changes
        assert answer.body["error"] in {"invalid_grant", "invalid_client"}, changes


async def test_a_code_that_comes_twice_takes_back_what_it_gave(shop: Shop) -> None:
    """Somebody else has seen it."""
    code = await shop.code()
    tokens = await shop.exchange(code)
    assert tokens.status == 200

    again = await shop.exchange(code)

    assert (again.status, again.body["error"]) == (400, "invalid_grant")
    refreshed = await shop.guest.token(
        grant_type="refresh_token",
        refresh_token=tokens.text("refresh_token"),
        client_id=shop.client_id,
    )
    assert refreshed.status == 400


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "nobody"},
        {"redirect_uri": "https://shop.example.evil.example/signed_in"},
        {"redirect_uri": "https://shop.example/signed_in"},
        {"redirect_uri": "javascript:alert(1)"},
        {"redirect_uri": ""},
    ],
)
async def test_nobody_is_sent_to_an_address_that_no_program_named(
    shop: Shop, changes: dict[str, str]
) -> None:
    """A page says so instead."""
    shown = await shop.guest.get(f"{PAGE}?{urlencode(shop.asked(**changes))}")
    sent = await shop.log_in(**changes)

    for answer in (shown, sent):
        assert answer.status == 400
        assert answer.header("location") is None
        assert b"This does not work" in answer.response.body


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"scope": "users:write"}, "invalid_scope"),
        ({"response_type": "token"}, "unsupported_response_type"),
    ],
)
async def test_other_mistakes_are_told_to_the_program(
    shop: Shop, changes: dict[str, str], error: str
) -> None:
    """At its own address."""
    answer = await shop.guest.get(f"{PAGE}?{urlencode(shop.asked(**changes))}")

    assert answer.status == 303
    assert said(answer)["error"] == error


async def test_a_wrong_password_shows_the_page_again(shop: Shop) -> None:
    """With the reason, aloud for screen readers, and without the password."""
    answer = await shop.log_in(password="not the right password")

    assert answer.status == 401
    assert b'role="alert"' in answer.response.body
    assert b"not the right password" not in answer.response.body


async def test_a_form_that_another_site_sends_is_refused(shop: Shop) -> None:
    """Browsers tell where a form comes from."""
    form = shop.asked() | {"email": shop.email, "password": PASSWORD}

    answer = await shop.guest.send_form(PAGE, form, {"sec-fetch-site": "cross-site"})

    assert (answer.status, answer.header("location")) == (400, None)


async def test_machines_get_tokens_for_their_secret(guest: Api, admin: Api) -> None:
    """By header or form; the old secret works beside the new one, until the next."""
    made = await new_client(admin, is_confidential=True, redirect_uris=[], scopes=["stock:read"])
    client_id, secret = made.text("client_id"), made.text("client_secret")
    form = {"grant_type": "client_credentials", "client_id": client_id}

    answer = await guest.token(**form, client_secret=secret)
    wrong = await guest.token(**form, client_secret="not the secret")
    rotated = await admin.post(f"/api/v1/oauth_clients/{client_id}/rotate_secret", {})
    old = await guest.token(**form, client_secret=secret)
    new = await guest.token(**form, client_secret=rotated.text("client_secret"))

    assert answer.status == old.status == new.status == 200
    assert "refresh_token" not in answer.body
    assert answer.text("scope") == "stock:read"
    assert (wrong.status, wrong.body["error"]) == (401, "invalid_client")
    machine = guest.with_token(answer.text("access_token"))
    product = await admin.add_product()
    assert (await machine.get(f"/api/v1/products/{product['id']}/stock")).status == 200
    assert (await machine.get("/api/v1/users")).status == 403
    assert (await machine.get("/api/v1/me")).status == 403


async def test_a_program_that_is_switched_off_is_refused_with_all_its_tokens(
    guest: Api, admin: Api
) -> None:
    """At once in this process."""
    made = await new_client(admin, is_confidential=True, redirect_uris=[], scopes=["stock:read"])
    client_id, secret = made.text("client_id"), made.text("client_secret")
    form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
    machine = guest.with_token((await guest.token(**form)).text("access_token"))
    assert (await machine.get("/api/v1/users")).status == 403

    off = await admin.post(f"/api/v1/oauth_clients/{client_id}/deactivate")

    assert off.status == 204
    assert (await machine.get("/api/v1/users")).status == 401
    assert (await guest.token(**form)).status == 401
    assert secret not in (await admin.get("/api/v1/oauth_clients")).response.body.decode()
