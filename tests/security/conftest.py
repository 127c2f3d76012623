"""The stage of all attacks: the running platform, and people of every kind."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol
from uuid import uuid4

import pytest

from tests.fixtures.shared_platform import SharedPlatform
from tests.security.person import Person, registered
from tests.security.stage import Stage
from tests.security.wire import Wire

if TYPE_CHECKING:
    from storage_contracts.json_value import Json

type OpenProduct = Callable[[int], Awaitable[str]]
"""Makes a product with so many pieces; returns its id."""


class OpenClient(Protocol):
    """Lets a machine in that may do this; comes with its token."""

    async def __call__(self, *scopes: str) -> Person: ...


_HERE: Final = "tests/security"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here runs on the one platform, so on one worker."""
    for item in items:
        if _HERE in item.path.as_posix():
            item.add_marker(pytest.mark.security)
            item.add_marker(pytest.mark.xdist_group("platform"))


@pytest.fixture(scope="session")
def stage(shared_platform: SharedPlatform) -> Stage:
    """The running platform."""
    return Stage(shared_platform)


@pytest.fixture(scope="session")
async def admin(stage: Stage) -> Person:
    """The administrator whom the platform was started with."""
    state = stage.shared.watched.state
    known = Person(wire=Wire(stage.api_url), email=state.admin_email, password=state.admin_password)
    person = await known.log_in()
    return replace(person, user_id=(await person.get("/me")).text("id"))


@pytest.fixture
def guest(stage: Stage) -> Person:
    """Somebody without an account, at a computer of their own."""
    return Person(wire=Wire(stage.api_url))


@pytest.fixture
async def customer(stage: Stage) -> Person:
    """Somebody who has just registered and logged in."""
    return await registered(stage.api_url)


@pytest.fixture
async def stranger(stage: Stage) -> Person:
    """Another customer, who means ill."""
    return await registered(stage.api_url, "Mallory")


async def _promoted(stage: Stage, admin: Person, role: str) -> Person:
    person = await registered(stage.api_url, role.title())
    answer = await admin.patch(f"/users/{person.user_id}", {"role": role})
    assert answer.status == 200, answer
    again = await person.log_in()  # the scopes of a token are those of its day
    return replace(again, user_id=person.user_id)


@pytest.fixture(scope="session")
async def support(stage: Stage, admin: Person) -> Person:
    """Somebody of the support."""
    return await _promoted(stage, admin, "support")


@pytest.fixture(scope="session")
async def staff(stage: Stage, admin: Person) -> Person:
    """Somebody of the staff."""
    return await _promoted(stage, admin, "staff")


@pytest.fixture(scope="session")
def open_product(admin: Person) -> OpenProduct:
    """Makes products."""

    async def open_one(pieces: int) -> str:
        created = await admin.post(
            "/products",
            {
                "sku": f"LANTERN_{uuid4().hex[:12]}",
                "name": "White metal lantern",
                "unit_price": "3.39",
                "currency": "GBP",
                "opening_stock": pieces,
            },
        )
        assert created.status == 201, created
        return created.text("id")

    return open_one


@pytest.fixture(scope="session")
def open_client(stage: Stage, admin: Person) -> OpenClient:
    """Lets machines in; each comes with a token of client credentials."""

    async def open_one(*scopes: str) -> Person:
        client_id = f"machine_{uuid4().hex[:12]}"
        body: dict[str, Json] = {
            "client_id": client_id,
            "name": "A machine",
            "is_confidential": True,
            "scopes": list(scopes),
        }
        made = await admin.post("/oauth_clients", body)
        assert made.status == 201, made
        wire = Wire(stage.api_url)
        machine = Person(wire=wire, email=client_id, password=made.text("client_secret"))
        answer = await machine.form(
            "/auth/token",
            {
                "grant_type": "client_credentials",
                "client_id": client_id,
                "client_secret": machine.password,
            },
        )
        assert answer.status == 200, answer
        return machine.with_tokens(answer)

    return open_one
