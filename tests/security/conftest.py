"""The stage of all attacks: the running platform, and people of every kind."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import Final, Protocol
from uuid import uuid4

import pytest

from tests.fixtures.chats_in_hand import ChatsInHand, chats_in_hand
from tests.fixtures.shared_platform import SharedPlatform
from tests.security.person import KeptPerson, Person, registered
from tests.security.program import Program
from tests.security.second_api import SecondApi, second_api_with
from tests.security.stage import Stage
from tests.security.wire import Wire

type OpenProduct = Callable[[int], Awaitable[str]]
"""Makes a product with so many pieces; returns its id."""


class OpenClient(Protocol):
    """Lets a machine in that may do this; comes with its token."""

    async def __call__(self, *scopes: str) -> Person:
        """Make it."""


_HERE: Final = "tests/security"


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What runs on one platform runs on one worker; fuzzing has a platform of its own."""
    for item in items:
        if _HERE in item.path.as_posix():
            group = "fuzz" if item.path.name.startswith("test_fuzz") else "platform"
            item.add_marker(pytest.mark.security)
            item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def stage(shared_platform: SharedPlatform) -> Stage:
    """The running platform."""
    return Stage(shared_platform)


@pytest.fixture(scope="session")
async def second_api(stage: Stage) -> AsyncIterator[SecondApi]:
    """A weakened API for controls: it believes this machine's proxies and has a friendly origin."""
    log = stage.shared.folder / "second_api.log"
    changes = {
        "ENVIRONMENT": "test",
        "TRUSTED_PROXIES": "127.0.0.0/8",
        "CORS_ORIGINS": "https://shop.example",
    }
    async with second_api_with(stage, log, changes) as api:
        yield api


@pytest.fixture(scope="session")
async def kept_admin(stage: Stage) -> KeptPerson:
    """The administrator whom the platform was started with."""
    state = stage.shared.watched.state
    known = Person(wire=Wire(stage.api_url), email=state.admin_email, password=state.admin_password)
    person = await known.log_in()
    return KeptPerson(replace(person, user_id=(await person.get("/me")).text("id")))


@pytest.fixture
async def admin(kept_admin: KeptPerson) -> Person:
    """The administrator, with a token that lasts for a test."""
    return await kept_admin.fresh()


@pytest.fixture
def guest(stage: Stage) -> Person:
    """Somebody without an account, at a computer of their own."""
    return Person(wire=Wire(stage.api_url))


@pytest.fixture
async def customer(stage: Stage) -> Person:
    """Somebody who has just registered and logged in."""
    return await registered(stage.api_url)


@pytest.fixture(scope="session")
async def kept_regular(stage: Stage) -> KeptPerson:
    """A customer of many tests."""
    return KeptPerson(await registered(stage.api_url, "Regular"))


@pytest.fixture
async def regular(kept_regular: KeptPerson) -> Person:
    """A customer of many tests, whose account and session none of them may change."""
    return await kept_regular.fresh()


@pytest.fixture
async def stranger(stage: Stage) -> Person:
    """Another customer, who means ill."""
    return await registered(stage.api_url, "Mallory")


async def _promoted(stage: Stage, kept_admin: KeptPerson, role: str) -> KeptPerson:
    person = await registered(stage.api_url, role.title())
    admin = await kept_admin.fresh()
    answer = await admin.patch(f"/users/{person.user_id}", {"role": role})
    assert answer.status == 200, answer
    return KeptPerson(await person.log_in())  # the scopes of a token are those of its day


@pytest.fixture(scope="session")
async def kept_support(stage: Stage, kept_admin: KeptPerson) -> KeptPerson:
    """Somebody of the support."""
    return await _promoted(stage, kept_admin, "support")


@pytest.fixture(scope="session")
async def kept_staff(stage: Stage, kept_admin: KeptPerson) -> KeptPerson:
    """Somebody of the staff."""
    return await _promoted(stage, kept_admin, "staff")


@pytest.fixture
async def support(kept_support: KeptPerson) -> Person:
    """Somebody of the support."""
    return await kept_support.fresh()


@pytest.fixture
async def staff(kept_staff: KeptPerson) -> Person:
    """Somebody of the staff."""
    return await kept_staff.fresh()


@pytest.fixture
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


@pytest.fixture
def open_client(stage: Stage, admin: Person) -> OpenClient:
    """Lets machines in; each comes with a token of client credentials."""

    async def open_one(*scopes: str) -> Person:
        client_id = f"machine_{uuid4().hex[:12]}"
        body: dict[str, object] = {
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


@pytest.fixture
async def program(stage: Stage, admin: Person) -> Program:
    """A public client."""
    client_id = f"shop_{uuid4().hex[:12]}"
    made = await admin.post(
        "/oauth_clients",
        {
            "client_id": client_id,
            "name": "Web shop",
            "is_confidential": False,
            "redirect_uris": ["https://shop.example/signed_in"],
            "scopes": ["orders:read", "profile:read"],
        },
    )
    assert made.status == 201, made
    return Program(stage.api_url, client_id)


@pytest.fixture
async def bot(stage: Stage) -> AsyncIterator[ChatsInHand]:
    """The bot's side, with its own key and its own store of codes."""
    async with chats_in_hand(
        stage.url_of("db_postgres_service"),
        stage.environment_of("bot_service")["REDIS_URL"],
        stage.identity_of("bot_service"),
    ) as chats:
        yield chats
