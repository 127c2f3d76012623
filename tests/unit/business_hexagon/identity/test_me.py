"""Looking at and changing one's own account."""

import pytest
from business_hexagon.application.commands.identity.update_me import UpdateMe, UpdateMeCommand
from business_hexagon.application.errors import NotFound, VersionConflict
from business_hexagon.application.ports.documents import Document
from business_hexagon.application.queries.identity.get_me import GetMe, GetMeQuery
from business_hexagon.domain.errors import InvalidValue, PermissionDenied
from business_hexagon.domain.identity.errors import EmailTaken

from tests.fakes.in_memory_readers import InMemoryUsers
from tests.unit.business_hexagon.memory.disturbed_writes import DisturbedWrites
from tests.unit.business_hexagon.memory.people import (
    ADA,
    ADA_ID,
    BOB_ID,
    EVE,
    GUEST,
    KEY,
    present,
    user,
)
from tests.unit.business_hexagon.memory.recording_documents import RecordingDocuments


@pytest.fixture
def writes() -> DisturbedWrites:
    """Ada and Bob have accounts."""
    writes = DisturbedWrites()
    writes.put(user(), user(BOB_ID, email="bob@example.com"))
    return writes


@pytest.fixture
def update_me(writes: DisturbedWrites) -> UpdateMe:
    """The use case on that store."""
    return UpdateMe(users=InMemoryUsers(writes.storage), writes=writes, present=present)


async def test_changes_name_and_address(update_me: UpdateMe, writes: DisturbedWrites) -> None:
    """One event, one version."""
    outcome = await update_me.execute(
        UpdateMeCommand(actor=ADA, name="Ada King", email="king@example.com", expected_version=1),
    )

    assert (outcome.version, outcome.response) == (2, f"user/{ADA_ID} v2".encode())
    stored = writes.users[ADA_ID]
    assert (stored.name, stored.email.value) == ("Ada King", "king@example.com")
    assert stored.password_hash == "plain:correct horse battery"


async def test_writes_nothing_when_nothing_changes(
    update_me: UpdateMe,
    writes: DisturbedWrites,
) -> None:
    """The version stays, and without a key there is nothing to keep."""
    outcome = await update_me.execute(UpdateMeCommand(actor=ADA, name="Ada"))

    assert (outcome.version, writes.changes) == (1, [])


async def test_keeps_the_answer_also_when_nothing_changes(
    update_me: UpdateMe,
    writes: DisturbedWrites,
) -> None:
    """A key is a key."""
    await update_me.execute(UpdateMeCommand(actor=ADA, name="Ada", idempotency=KEY))
    again = await update_me.execute(UpdateMeCommand(actor=ADA, name="Ada", idempotency=KEY))

    assert (again.response, again.replayed) == (f"user/{ADA_ID} v1".encode(), True)
    assert writes.changes[0].saves == ()


async def test_refuses_what_cannot_be(update_me: UpdateMe) -> None:
    """Guests, lost accounts, stale versions, bad and taken addresses."""
    with pytest.raises(PermissionDenied):
        await update_me.execute(UpdateMeCommand(actor=GUEST, name="Nobody"))
    with pytest.raises(NotFound):
        await update_me.execute(UpdateMeCommand(actor=EVE, name="Eve"))
    with pytest.raises(VersionConflict) as stale:
        await update_me.execute(UpdateMeCommand(actor=ADA, name="Ada King", expected_version=7))
    with pytest.raises(InvalidValue):
        await update_me.execute(UpdateMeCommand(actor=ADA, email="ada"))
    with pytest.raises(EmailTaken):
        await update_me.execute(UpdateMeCommand(actor=ADA, email="bob@example.com"))

    assert stale.value.current_version == 1


async def test_shows_the_own_account() -> None:
    """To a signed-in user who exists."""
    document = Document(b"{}", 1, ADA_ID)
    get_me = GetMe(documents=RecordingDocuments({ADA_ID: document}))

    assert await get_me.execute(GetMeQuery(ADA)) is document
    with pytest.raises(NotFound):
        await get_me.execute(GetMeQuery(EVE))
    with pytest.raises(PermissionDenied):
        await get_me.execute(GetMeQuery(GUEST))
