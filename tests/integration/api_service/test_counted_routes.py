"""Nobody can have the platform send mail after mail, or do other dear things without measure."""

from uuid import uuid4

import pytest

from tests.integration.api_service.api_scene import PASSWORD, Answer, Api
from tests.integration.api_service.second_api import another_api

pytestmark = pytest.mark.integration

FEW = 5


async def asked_for_an_address(customer: Api, email: str, etag: str) -> Answer:
    """Ask for another address, with the right password."""
    return await customer.ask(
        "PATCH",
        "/api/v1/me",
        {"email": email, "current_password": PASSWORD},
        {"if-match": etag},
    )


async def registered(api: Api, email: str) -> Answer:
    """Ask for an account."""
    body = {"email": email, "password": PASSWORD, "name": "Ada Lovelace"}
    return await api.post("/api/v1/auth/register", {**body})


async def test_each_thing_that_sends_a_mail_is_counted_by_its_recipient(
    guest: Api, api_environment: dict[str, str]
) -> None:
    """Registering, and asking for a new address, which also tries a password."""
    owner = await guest.register()
    etag = (await owner.get("/api/v1/me")).header("etag") or ""
    async with another_api(api_environment | {"RATE_LIMIT_SCALE": "1"}) as strict:
        email = f"{uuid4().hex}@example.com"
        answers = [await registered(strict, email) for _ in range(FEW + 1)]
        assert [one.status for one in answers] == [202] * FEW + [429]
        assert answers[-1].body["policy"] == "reset_account"

        customer = Api(strict.client, owner.headers)
        answer = await asked_for_an_address(customer, email, etag)
        assert (answer.status, answer.body["policy"]) == (429, "reset_account")
        answers = [
            await asked_for_an_address(customer, f"{uuid4().hex}@example.com", etag)
            for _ in range(FEW + 1)
        ]
        assert [one.status for one in answers] == [200] * FEW + [429]
        assert answers[-1].body["policy"] == "log_in_account"


async def test_metrics_are_counted_and_probes_are_not(guest: Api) -> None:
    """Metrics take work each time; a probe that is refused would have the process restarted."""
    assert (await guest.get("/metrics")).header("ratelimit") is not None
    for probe in ("/health", "/ready"):
        assert (await guest.get(probe)).header("ratelimit") is None
