"""Making sure of an administrator."""

import pytest
from business_hexagon.application.commands.identity.ensure_administrator import (
    ATTEMPTS,
    EnsureAdministrator,
    EnsureAdministratorCommand,
)
from business_hexagon.application.errors import TooManyConflicts, VersionConflict
from business_hexagon.domain.identity.errors import WeakPassword
from business_hexagon.domain.identity.security_act import SecurityActKind
from business_hexagon.domain.identity.user import Role, User

from tests.fakes.in_memory_readers import InMemoryUsers
from tests.fakes.plain_password_hasher import PlainPasswordHasher
from tests.fakes.sequential_ids import SequentialIds
from tests.fakes.stepping_clock import MORNING, SteppingClock
from tests.unit.business_hexagon.memory.disturbed_writes import DisturbedWrites
from tests.unit.business_hexagon.memory.people import ADA_ID, user

COMMAND = EnsureAdministratorCommand(email="ada@example.com", password="another password")


def administrator() -> User:
    """An open administrator whose address was proven."""
    ada = user(role=Role.ADMIN)
    ada.verify_email(ada.log_in_email(), MORNING)
    return ada


@pytest.fixture
def writes() -> DisturbedWrites:
    """An empty store."""
    return DisturbedWrites()


@pytest.fixture
def ensure_administrator(writes: DisturbedWrites) -> EnsureAdministrator:
    """The use case on that store."""
    return EnsureAdministrator(
        users=InMemoryUsers(writes.storage),
        writes=writes,
        ids=SequentialIds(),
        clock=SteppingClock(),
        hasher=PlainPasswordHasher(),
    )


async def test_opens_the_account_at_the_first_start_only(
    ensure_administrator: EnsureAdministrator,
    writes: DisturbedWrites,
) -> None:
    """The second start finds it."""
    assert await ensure_administrator.execute(COMMAND)
    assert not await ensure_administrator.execute(COMMAND)

    (opened,) = writes.users.values()
    assert (opened.role, opened.is_active) == (Role.ADMIN, True)
    assert opened.password_hash == "plain:another password"
    assert opened.email_verified_at == MORNING
    (recorded,) = writes.storage.acts
    assert (recorded.act.act, recorded.act.subject_id) == (SecurityActKind.ROLE_CHANGED, opened.id)
    assert recorded.act.details == {"to": "admin", "reason": "bootstrap"}


async def test_leaves_an_administrators_password_alone(
    ensure_administrator: EnsureAdministrator,
    writes: DisturbedWrites,
) -> None:
    """Its owner may have changed it."""
    writes.put(administrator())

    assert not await ensure_administrator.execute(COMMAND)
    assert writes.users[ADA_ID].password_hash == "plain:correct horse battery"


async def test_takes_the_operators_word_for_the_address(
    ensure_administrator: EnsureAdministrator,
    writes: DisturbedWrites,
) -> None:
    """An administrator from before addresses were proven must not be locked out."""
    writes.put(user(role=Role.ADMIN))

    assert await ensure_administrator.execute(COMMAND)
    assert writes.users[ADA_ID].email_verified_at == MORNING
    assert writes.users[ADA_ID].password_hash == "plain:correct horse battery"


@pytest.mark.parametrize(("role", "is_active"), [(Role.CUSTOMER, True), (Role.ADMIN, False)])
async def test_takes_over_an_account_that_is_none_yet(
    ensure_administrator: EnsureAdministrator,
    writes: DisturbedWrites,
    role: Role,
    is_active: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    """With the operator's password, whoever opened it."""
    writes.put(user(role=role, is_active=is_active))

    assert await ensure_administrator.execute(COMMAND)

    stored = writes.users[ADA_ID]
    assert (stored.role, stored.is_active) == (Role.ADMIN, True)
    assert stored.password_hash == "plain:another password"


async def test_finds_what_a_faster_process_did(
    ensure_administrator: EnsureAdministrator,
    writes: DisturbedWrites,
) -> None:
    """Two processes that start together make one administrator."""
    writes.interference = lambda: writes.put(administrator())

    assert not await ensure_administrator.execute(COMMAND)
    assert len(writes.users) == 1


async def test_gives_up_when_others_never_stop(
    ensure_administrator: EnsureAdministrator,
    writes: DisturbedWrites,
) -> None:
    """Bounded, with an error that says so."""
    writes.put(user())
    writes.failures.extend(VersionConflict(f"user/{ADA_ID}") for _ in range(ATTEMPTS))

    with pytest.raises(TooManyConflicts):
        await ensure_administrator.execute(COMMAND)


async def test_holds_the_operator_to_the_password_policy(
    ensure_administrator: EnsureAdministrator,
) -> None:
    """An administrator with a weak password is worse than none."""
    with pytest.raises(WeakPassword):
        await ensure_administrator.execute(
            EnsureAdministratorCommand(email="ada@example.com", password="admin"),
        )
