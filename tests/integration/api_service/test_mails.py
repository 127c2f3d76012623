"""What is proven by mail: an address, and the right to choose another password."""

import re
from collections.abc import AsyncIterator, Iterator
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from tests.fixtures.eventually import eventually
from tests.fixtures.free_ports import free_port
from tests.fixtures.mailbox import Mail, Mailbox, mail_server
from tests.integration.api_service.api_scene import ONE_TIME_KEY, PASSWORD, Api
from tests.integration.api_service.database import Database
from tests.integration.api_service.second_api import another_api
from tests.integration.worker_service.running_process import RunningProcess

NEW_PASSWORD = "staple under the old oak"
PUBLIC_URL = "https://shop.example"


@pytest.fixture(scope="module")
def mailbox() -> Iterator[tuple[int, Mailbox]]:
    """A mail server and its port."""
    port = free_port()
    with mail_server(port) as box:
        yield port, box


@pytest.fixture(scope="module")
async def mails(
    api_environment: dict[str, str],
    mailbox: tuple[int, Mailbox],
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Mailbox]:
    """A worker that mails what the API asks for."""
    port = free_port()
    smtp_port, box = mailbox
    environment = {
        name: api_environment[name]
        for name in ("DB_POSTGRES_SERVICE_URL", "DB_MONGO_SERVICE_URL", "RABBITMQ_URL", "REDIS_URL")
    } | {
        "WORKER_SERVICE_PORT": str(port),
        "SMTP_URL": f"smtp://127.0.0.1:{smtp_port}",
        "ONE_TIME_KEY": ONE_TIME_KEY,
        "PUBLIC_URL": PUBLIC_URL,
    }
    log = tmp_path_factory.mktemp("logs") / "worker.log"
    worker = RunningProcess("worker_service", port, environment, log)
    await worker.start_and_wait()
    yield box
    await worker.stop()


@pytest.fixture(scope="module")
async def strict(api_environment: dict[str, str]) -> AsyncIterator[Api]:
    """A guest of an API that lets nobody in whose address is not proven."""
    async with another_api(api_environment | {"REQUIRE_VERIFIED_EMAIL": "true"}) as api:
        yield api


def token_in(mail: Mail) -> str:
    """The token behind the link in a mail."""
    found = re.search(r"https://\S+", mail.body)
    assert found is not None, mail.body
    link = urlsplit(found.group())
    assert f"{link.scheme}://{link.netloc}" == PUBLIC_URL
    return link.query.removeprefix("token=")


async def registered(api: Api) -> str:
    """The address of somebody who has just registered."""
    return await api.new_account()


async def test_who_proves_the_address_may_log_in(strict: Api, mails: Mailbox) -> None:
    """Not before; the token works once; the page does nothing by being looked at."""
    email = await registered(strict)
    body = {"email": email, "password": PASSWORD}
    refused = await strict.post("/api/v1/auth/log_in", body)
    assert (refused.status, refused.code) == (403, "email_not_verified")
    wrong = await strict.post("/api/v1/auth/log_in", body | {"password": "not the right one"})
    assert (wrong.status, wrong.code) == (401, "wrong_credentials")

    token = token_in(await mails.mail_to(email, "confirm"))
    page = await strict.get(f"/api/v1/auth/email_verifications/page?token={token}")
    assert page.status == 200
    assert (await strict.post("/api/v1/auth/log_in", body)).status == 403

    confirm = "/api/v1/auth/email_verifications/confirm"
    alone = await strict.post(confirm, {"token": token})
    guess = await strict.post(confirm, {"token": token, "password": "not the right one"})
    assert (alone.status, alone.paths) == (422, ["password"])
    assert (guess.status, guess.code) == (401, "wrong_credentials")
    proof = {"token": token, "password": PASSWORD}
    assert (await strict.post(confirm, proof)).status == 204
    again = await strict.post(confirm, proof)

    assert (again.status, again.code) == (422, "invalid_one_time_token")
    assert (await strict.post("/api/v1/auth/log_in", body)).status == 200


async def test_the_form_on_the_page_proves_the_address(strict: Api, mails: Mailbox) -> None:
    """For people who open mails on their phone."""
    email = await registered(strict)
    token = token_in(await mails.mail_to(email, "confirm"))
    path = "/api/v1/auth/email_verifications/page"

    proof = {"token": token, "password": PASSWORD}
    wrong = await strict.send_form(path, proof | {"password": "not the right one"})
    thanks = await strict.send_form(path, proof)
    again = await strict.send_form(path, proof)

    assert (wrong.status, thanks.status, again.status) == (401, 200, 400)
    assert b'role="alert"' in wrong.response.body
    await strict.log_in(email, PASSWORD)


async def test_another_mail_can_be_asked_for(strict: Api, mails: Mailbox) -> None:
    """The first may be lost."""
    email = await registered(strict)
    await mails.mail_to(email, "confirm")

    await strict.post("/api/v1/auth/email_verifications", {"email": email})

    async def look() -> Mail | None:
        found = mails.mails_to(email, "confirm")
        return found[1] if len(found) > 1 else None

    token = token_in(await eventually(look, "a second mail"))
    confirm = "/api/v1/auth/email_verifications/confirm"
    assert (await strict.post(confirm, {"token": token, "password": PASSWORD})).status == 204


async def test_a_forgotten_password_is_replaced_once_and_all_sessions_end(
    guest: Api, mails: Mailbox, database: Database
) -> None:
    """By a mail to the owner; not by a weak one, not twice."""
    email = await registered(guest)
    thief = await guest.log_in(email, PASSWORD)
    await guest.post("/api/v1/auth/password_resets", {"email": email})
    token = token_in(await mails.mail_to(email, "another password"))
    confirm = "/api/v1/auth/password_resets/confirm"

    weak = await guest.post(confirm, {"token": token, "password": "password12345"})
    done = await guest.post(confirm, {"token": token, "password": NEW_PASSWORD})
    again = await guest.post(confirm, {"token": token, "password": "another fine passphrase"})

    assert weak.code == "weak_password"
    assert done.status == 204
    assert again.code == "invalid_one_time_token"

    async def look() -> bool | None:
        return True if (await thief.get("/api/v1/me")).status == 401 else None

    await eventually(look, "the end of all sessions")
    old = await guest.post("/api/v1/auth/log_in", {"email": email, "password": PASSWORD})
    assert old.status == 401
    await guest.log_in(email, NEW_PASSWORD)
    secret = token.partition(".")[2]
    for table in ("one_time_tokens", "event_store", "outbox", "notifications", "security_acts"):
        found = await database.connection.fetchval(
            f"select count(*) from {table} t where t::text like '%' || $1 || '%'",  # noqa: S608  our own names
            secret,
        )
        assert found == 0, table


async def test_a_reset_on_the_page_ends_a_lockout(guest: Api, mails: Mailbox) -> None:
    """Who reads the mail need not wait for whoever guessed."""
    email = await registered(guest)
    for _ in range(5):
        wrong = {"email": email, "password": "not the right password"}
        assert (await guest.post("/api/v1/auth/log_in", wrong)).status == 401
    locked = await guest.post("/api/v1/auth/log_in", {"email": email, "password": PASSWORD})
    assert locked.status == 429

    await guest.post("/api/v1/auth/password_resets", {"email": email})
    token = token_in(await mails.mail_to(email, "another password"))
    path = "/api/v1/auth/password_resets/page"
    assert (await guest.get(f"{path}?token={token}")).status == 200
    weak = await guest.send_form(path, {"token": token, "password": "short"})
    done = await guest.send_form(path, {"token": token, "password": NEW_PASSWORD})

    assert (weak.status, done.status) == (422, 200)
    await guest.log_in(email, NEW_PASSWORD)


async def test_a_token_for_one_purpose_is_worth_nothing_for_another(
    guest: Api, mails: Mailbox
) -> None:
    """Proving an address is not choosing a password."""
    email = await registered(guest)
    token = token_in(await mails.mail_to(email, "confirm"))

    for made_up in (token, f"{uuid4().hex}.{token.partition('.')[2]}", "nonsense"):
        answer = await guest.post(
            "/api/v1/auth/password_resets/confirm", {"token": made_up, "password": NEW_PASSWORD}
        )
        assert (answer.status, answer.code) == (422, "invalid_one_time_token")


async def test_the_owner_is_told_of_a_second_registration(guest: Api, mails: Mailbox) -> None:
    """And nobody else; the account stays as it is."""
    email = await registered(guest)

    body = {"email": email.upper(), "password": NEW_PASSWORD, "name": "Mallory"}
    assert (await guest.post("/api/v1/auth/register", body)).status == 202

    mail = await mails.mail_to(email, "already have an account")
    assert "Mallory" not in mail.body
    await guest.log_in(email, PASSWORD)
    stolen = await guest.post("/api/v1/auth/log_in", {"email": email, "password": NEW_PASSWORD})
    assert stolen.status == 401


async def test_another_address_is_taken_over_when_its_mail_was_read(
    guest: Api, mails: Mailbox
) -> None:
    """Until then log in is by the old one."""
    email, new = await registered(guest), f"{uuid4().hex}@example.com"
    ada = await guest.log_in(email, PASSWORD)
    etag = (await ada.get("/api/v1/me")).header("etag") or ""

    alone = await ada.ask("PATCH", "/api/v1/me", {"email": new}, {"if-match": etag})
    body = {"email": new, "current_password": PASSWORD}
    changed = await ada.ask("PATCH", "/api/v1/me", body, {"if-match": etag})
    assert (alone.status, alone.paths) == (422, ["current_password"])
    assert (changed.status, changed.text("email")) == (200, email)
    token = token_in(await mails.mail_to(new, "confirm"))
    confirm = "/api/v1/auth/email_verifications/confirm"
    assert (await guest.post(confirm, {"token": token, "password": PASSWORD})).status == 204

    await guest.log_in(new, PASSWORD)
    old = await guest.post("/api/v1/auth/log_in", {"email": email, "password": PASSWORD})
    assert old.status == 401
