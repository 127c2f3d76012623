"""OWASP API2: ways in that are none."""

import re
import time
from dataclasses import replace
from uuid import uuid4

import pytest

from tests.security.person import PASSWORD, Person, registered
from tests.security.stage import Stage
from tests.security.wire import WireAnswer

_WRONG = "quite another 52 zebras whistling"


async def _tries(person: Person, password: str, email: str | None = None) -> WireAnswer:
    """Log in from a new computer: the limit by address is not what is tested here."""
    body: dict[str, object] = {"email": email or person.email, "password": password}
    return await person.with_token(None).elsewhere().post("/auth/log_in", body)


def _told(answer: WireAnswer) -> tuple[int, dict[str, object]]:
    return answer.status, {
        k: v for k, v in answer.json.items() if k not in {"instance", "request_id"}
    }


async def test_a_wrong_password_and_an_unknown_address_are_answered_alike(
    customer: Person,
) -> None:
    """Neither tells whether there is an account; both work as long, hashing something."""
    nobody = f"nobody_{uuid4().hex}@example.com"
    known, unknown = await _tries(customer, _WRONG), await _tries(customer, _WRONG, nobody)
    assert _told(known) == _told(unknown)
    assert known.status == 401
    assert (await _tries(customer, PASSWORD)).status == 200

    async def seconds(email: str) -> float:
        started = time.perf_counter()
        await _tries(customer, _WRONG, email)
        return time.perf_counter() - started

    # In turns, and the fastest of each: whatever else the machine does only adds to it.
    tries = [
        (await seconds(customer.email), await seconds(f"nobody_{uuid4().hex}@example.com"))
        for _ in range(3)
    ]
    with_account, without = map(min, zip(*tries, strict=True))
    # Hashing is nearly all of it: without the dummy hash this would be a tenth.
    assert without > with_account / 4


async def test_registering_a_taken_address_is_answered_alike_and_told_to_its_owner(
    stage: Stage, customer: Person, guest: Person
) -> None:
    """The address finds out nothing, its owner does."""
    fresh = f"new_{uuid4().hex}@example.com"
    answers = []
    for email in (fresh, customer.email):
        body: dict[str, object] = {"email": email, "password": _WRONG, "name": "Eve"}
        answers.append(await guest.post("/auth/register", body))
    assert _told(answers[0]) == _told(answers[1])
    assert answers[0].status == 202
    assert (await _tries(customer, PASSWORD)).status == 200
    assert (await _tries(customer, _WRONG)).status == 401
    mailbox = stage.shared.mailbox
    await mailbox.mail_to(fresh, "")
    await mailbox.mail_to(customer.email, "account")


@pytest.mark.parametrize("path", ["/auth/password_resets", "/auth/email_verifications"])
async def test_asking_for_mail_tells_nothing_of_accounts(
    customer: Person, guest: Person, path: str
) -> None:
    """The same answer for an account, none, and nonsense of the right shape."""
    answers = [
        _told(await guest.post(path, {"email": email}))
        for email in (customer.email, f"nobody_{uuid4().hex}@example.com")
    ]
    assert answers[0] == answers[1]
    assert answers[0][0] == 202


async def test_guessing_one_password_from_many_computers_is_locked_out(
    customer: Person, stranger: Person
) -> None:
    """After five failures even the right password waits; the neighbour's account does not."""
    for _ in range(5):
        assert (await _tries(customer, _WRONG)).status in {401, 429}
    locked = await _tries(customer, PASSWORD)
    assert locked.status == 429, locked
    assert locked.code in {"log_in_locked", "rate_limited"}
    assert int(locked.header("retry-after") or 0) > 0
    # Neither another spelling of the address nor another door is a way around.
    assert (await _tries(customer, PASSWORD, customer.email.upper())).status == 429
    form = {"grant_type": "password", "username": customer.email, "password": PASSWORD}
    assert (await customer.with_token(None).elsewhere().form("/auth/token", form)).status == 429
    assert (await _tries(stranger, PASSWORD)).status == 200
    # Who is in already is not thrown out by somebody who guesses.
    assert (await customer.get("/me")).status == 200


async def test_an_address_that_is_nobodys_is_locked_alike(guest: Person) -> None:
    """Otherwise the lock would tell who has an account."""
    nobody = replace(guest, email=f"nobody_{uuid4().hex}@example.com")
    for _ in range(5):
        assert (await _tries(nobody, _WRONG)).status in {401, 429}
    assert (await _tries(nobody, _WRONG)).status == 429


async def test_logging_out_ends_the_access_token_at_once(customer: Person) -> None:
    """Neither the access token nor the refresh token works; another session does."""
    other = await customer.log_in()
    assert (await customer.get("/me")).status == 200
    assert (await customer.post("/auth/log_out")).status == 204
    refused = await customer.get("/me")
    assert (refused.status, refused.code) == (401, "unauthenticated")
    refresh = {"grant_type": "refresh_token", "refresh_token": customer.refresh_token}
    assert (await customer.with_token(None).form("/auth/token", refresh)).status == 400
    assert (await other.get("/me")).status == 200


async def test_logging_out_everywhere_ends_all_sessions(customer: Person) -> None:
    """Of all devices; a new log in works."""
    others = [await customer.log_in() for _ in range(2)]
    assert (await customer.post("/auth/log_out_everywhere")).status == 204
    for person in (customer, *others):
        await person.is_out_within_seconds()
    assert (await (await customer.log_in()).get("/me")).status == 200


async def test_a_closed_account_is_out_within_seconds(
    customer: Person, stranger: Person, admin: Person
) -> None:
    """With its tokens, its refresh token and its password."""
    changed = await admin.patch(f"/users/{customer.user_id}", {"is_active": False})
    assert changed.status == 200, changed
    await customer.is_out_within_seconds()
    refresh = {"grant_type": "refresh_token", "refresh_token": customer.refresh_token}
    assert (await customer.with_token(None).form("/auth/token", refresh)).status == 400
    assert (await _tries(customer, PASSWORD)).status == 401
    assert (await stranger.get("/me")).status == 200


async def test_a_lost_role_is_lost_within_seconds(stage: Stage, admin: Person) -> None:
    """A token of better days opens no door of the staff."""
    person = await registered(stage.api_url)
    await admin.patch(f"/users/{person.user_id}", {"role": "staff"})
    person = replace(await person.log_in(), user_id=person.user_id)
    assert (await person.get("/security_acts")).status == 200
    await admin.patch(f"/users/{person.user_id}", {"role": "customer"})
    await person.is_out_within_seconds("/security_acts", 403)


async def test_a_new_password_ends_the_other_sessions(customer: Person) -> None:
    """The thief's session is over; the present password is needed for it."""
    thief = await customer.log_in()
    body: dict[str, object] = {
        "current_password": _WRONG,
        "new_password": "nine quiet owls 88 sing",
    }
    assert (await thief.post("/me/password", body)).status in {401, 422}
    body["current_password"] = PASSWORD
    assert (await customer.post("/me/password", body)).status == 204
    await thief.is_out_within_seconds()
    assert (await customer.get("/me")).status == 200
    assert (await _tries(customer, PASSWORD)).status == 401
    assert (await _tries(customer, "nine quiet owls 88 sing")).status == 200


@pytest.mark.parametrize(
    "password",
    ["password1234", "aaaaaaaaaaaaaaaa", "qwertyuiop12", "Xy7!qz", "Ada Lovelace 12", "x" * 129],
)
async def test_a_weak_password_is_refused(guest: Person, password: str) -> None:
    """What a list of leaked passwords begins with, what repeats, what is one's own name."""
    body: dict[str, object] = {
        "email": f"ada_{uuid4().hex}@example.com",
        "password": password,
        "name": "Ada Lovelace",
    }
    refused = await guest.post("/auth/register", body)
    assert (refused.status, refused.code) == (422, "weak_password"), refused
    assert password not in refused.body.decode()
    assert (await guest.post("/auth/register", body | {"password": PASSWORD})).status == 202


async def test_a_reset_works_once_for_one_account_and_ends_all_sessions(
    stage: Stage, customer: Person, stranger: Person
) -> None:
    """The token from the mail is for its account, for one use, and not guessable."""
    guest = customer.with_token(None)
    await guest.post("/auth/password_resets", {"email": customer.email})
    mail = await stage.shared.mailbox.mail_to(customer.email, "password")
    found = re.search(r"[0-9a-f]{32}\.[\w-]{43}", mail.body)
    assert found is not None, mail
    token = found.group()
    changed = token[:-2] + ("AA" if token[-2:] != "AA" else "BB")
    new = "eleven brave newts 19 hum"
    for wrong in (changed, token.split(".")[0], f"{'0' * 32}.{token.split('.')[1]}", "x"):
        refused = await guest.post(
            "/auth/password_resets/confirm", {"token": wrong, "password": new}
        )
        assert (refused.status, refused.code) == (422, "invalid_one_time_token")
    # A token of one purpose is none of another.
    verify = await guest.post(
        "/auth/email_verifications/confirm", {"token": token, "password": PASSWORD}
    )
    assert (verify.status, verify.code) == (422, "invalid_one_time_token")
    confirm: dict[str, object] = {"token": token, "password": new}
    assert (await guest.post("/auth/password_resets/confirm", confirm)).status == 204
    again = await guest.post("/auth/password_resets/confirm", confirm)
    assert (again.status, again.code) == (422, "invalid_one_time_token")
    await customer.is_out_within_seconds()
    assert (await _tries(customer, new)).status == 200
    assert (await stranger.get("/me")).status == 200
