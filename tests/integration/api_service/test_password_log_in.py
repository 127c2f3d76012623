"""Registering and logging in: nobody learns who has an account, and guessing gets slow."""

from uuid import uuid4

import pytest
from storage_contracts.json_value import Json

from tests.integration.api_service.api_scene import PASSWORD, Answer, Api
from tests.integration.api_service.database import Database


def shape(answer: Answer) -> tuple[int, bytes, set[str]]:
    """What a curious client can compare: all but ids and times."""
    names = {name for name, _ in answer.response.headers}
    return answer.status, answer.response.body, {str(name) for name in names}


def registration(email: str) -> Json:
    """The body of a registration."""
    return {"email": email, "password": PASSWORD, "name": "Ada Lovelace"}


async def test_registering_answers_alike_whether_or_not_the_address_is_taken(
    guest: Api, database: Database
) -> None:
    """Status, body and names of headers; no second account appears."""
    taken = await guest.new_account()
    users = await database.count("users")

    new = await guest.post("/api/v1/auth/register", registration(f"{uuid4().hex}@example.com"))
    known = await guest.post("/api/v1/auth/register", registration(taken))

    assert shape(new) == shape(known)
    assert await database.count("users") == users + 1


async def test_asking_for_a_mail_answers_alike_whoever_is_asked_for(guest: Api) -> None:
    """Verification and reset alike."""
    known, unknown = await guest.new_account(), f"{uuid4().hex}@example.com"

    for path in ("/api/v1/auth/email_verifications", "/api/v1/auth/password_resets"):
        first = await guest.post(path, {"email": known})
        second = await guest.post(path, {"email": unknown})
        assert shape(first) == shape(second)
        assert first.status == 202


async def test_a_wrong_password_and_an_unknown_address_are_answered_alike(guest: Api) -> None:
    """In JSON and in OAuth's words."""
    known, unknown = await guest.new_account(), f"{uuid4().hex}@example.com"

    for email in (known, unknown):
        body: Json = {"email": email, "password": "not the right password"}
        answer = await guest.post("/api/v1/auth/log_in", body)
        assert (answer.status, answer.code) == (401, "wrong_credentials")
        form = await guest.token(
            grant_type="password", username=email, password="not the right password"
        )
        assert (form.status, form.code) == (400, "wrong_credentials")
        assert form.body["error"] == "invalid_grant"


@pytest.mark.parametrize("has_account", [True, False])
async def test_too_many_failures_lock_the_address_for_a_while(
    guest: Api, *, has_account: bool
) -> None:
    """The right password is not looked at either; an address without account locks alike."""
    email = await guest.new_account() if has_account else f"{uuid4().hex}@example.com"
    wrong: Json = {"email": email, "password": "not the right password"}
    for _ in range(5):
        assert (await guest.post("/api/v1/auth/log_in", wrong)).status == 401

    locked = await guest.post("/api/v1/auth/log_in", {"email": email, "password": PASSWORD})
    in_form = await guest.token(grant_type="password", username=email, password=PASSWORD)

    for answer in (locked, in_form):
        assert (answer.status, answer.code) == (429, "log_in_locked")
        assert 1 <= int(answer.header("retry-after") or 0) <= 30
    assert in_form.body["error"] == "invalid_grant"


async def test_the_password_grant_answers_as_oauth_wants_it(guest: Api) -> None:
    """Also with the empty client that Swagger's page sends."""
    email = await guest.new_account()

    answer = await guest.token(
        {"authorization": "Basic Og=="}, grant_type="password", username=email, password=PASSWORD
    )

    assert answer.status == 200
    assert answer.header("cache-control") == "no-store"
    assert answer.body["token_type"] == "bearer"
    lasts = answer.body["expires_in"]
    assert isinstance(lasts, int)
    assert 540 < lasts <= 600  # from the moment of the answer on
    assert "orders:place" in answer.text("scope").split()
    ada = guest.with_token(answer.text("access_token"))
    assert (await ada.get("/api/v1/me")).text("email") == email


async def test_a_token_for_one_scope_allows_nothing_else(guest: Api) -> None:
    """Although the user may more."""
    email = await guest.new_account()

    answer = await guest.token(
        grant_type="password", username=email, password=PASSWORD, scope="profile:read"
    )
    ada = guest.with_token(answer.text("access_token"))

    assert answer.text("scope") == "profile:read"
    assert (await ada.get("/api/v1/me")).status == 200
    assert (await ada.get("/api/v1/orders")).code == "permission_denied"
    change = await ada.ask("PATCH", "/api/v1/me", {"name": "Eve"}, {"if-match": '"1"'})
    assert change.code == "permission_denied"


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({}, "invalid_request"),
        ({"grant_type": "implicit"}, "unsupported_grant_type"),
        ({"grant_type": "password", "username": "ada@example.com"}, "invalid_request"),
        ({"grant_type": "refresh_token", "refresh_token": "nonsense"}, "invalid_grant"),
        (
            {
                "grant_type": "password",
                "username": "ada@example.com",
                "password": PASSWORD,
                "client_id": "web_shop",
            },
            "unauthorized_client",
        ),
    ],
)
async def test_refusals_of_the_token_endpoint_are_problems_in_oauths_words(
    guest: Api, form: dict[str, str], error: str
) -> None:
    """RFC 6749 and RFC 9457 in one document."""
    answer = await guest.token(**form)

    assert answer.status == 400
    assert answer.header("content-type") == "application/problem+json"
    assert answer.body["error"] == error
    assert answer.body["error_description"]


async def test_a_parameter_that_comes_twice_is_refused(guest: Api) -> None:
    """Which of them would count?"""
    form = b"grant_type=password&username=a%40example.com&username=b%40example.com&password=x"
    media_type = {"content-type": "application/x-www-form-urlencoded"}

    answer = await guest.ask("POST", "/api/v1/auth/token", form, media_type)

    assert (answer.status, answer.code) == (400, "invalid_request")


async def test_nobody_registers_with_more_than_a_customers_rights(guest: Api) -> None:
    """Role, activity and proof of the address are not the client's to say."""
    for field in ("role", "is_active", "email_verified_at", "id", "scopes"):
        body = registration(f"{uuid4().hex}@example.com")
        assert isinstance(body, dict)
        answer = await guest.post("/api/v1/auth/register", body | {field: "admin"})
        assert (answer.status, answer.code, answer.paths) == (422, "validation", [field])

    ada = await guest.register()
    for field in ("role", "is_active", "email_verified_at", "version"):
        change = await ada.ask("PATCH", "/api/v1/me", {field: "admin"}, {"if-match": '"1"'})
        assert (change.status, change.paths) == (422, [field])
    assert (await ada.get("/api/v1/me")).body["role"] == "customer"
