"""Looking at and changing one's own account."""

import pytest
from business_hexagon.application.commands.identity.update_me import UpdateMe, UpdateMeCommand
from business_hexagon.application.errors import NotFound, VersionConflict
from business_hexagon.application.ports.documents import Document
from business_hexagon.application.queries.identity.get_me import GetMe, GetMeQuery
from business_hexagon.domain.errors import InvalidValue, PermissionDenied
from business_hexagon.domain.identity.errors import WrongCredentials
from business_hexagon.domain.identity.one_time_token_events import EmailVerificationRequested

from tests.unit.business_hexagon.memory.identity_world import PASSWORD, IdentityWorld
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
def update_me(world: IdentityWorld) -> UpdateMe:
    """The use case; Bob has an account too."""
    world.writes.put(user(BOB_ID, email="bob@example.com"))
    return UpdateMe(
        users=world.users,
        passwords=world.passwords(),
        writes=world.writes,
        ids=world.ids,
        clock=world.clock,
        present=present,
    )


async def test_changes_the_name(update_me: UpdateMe, world: IdentityWorld) -> None:
    """One event, one version."""
    outcome = await update_me.execute(
        UpdateMeCommand(actor=ADA, name="Ada King", expected_version=1),
    )

    assert (outcome.version, outcome.response) == (2, f"user/{ADA_ID} v2".encode())
    assert world.user().name == "Ada King"
    assert world.user().password_hash == "plain:correct horse battery"
    assert world.audit == []


@pytest.mark.parametrize("email", ["king@example.com", "bob@example.com"])
async def test_a_new_address_is_asked_for_by_mail_whoever_has_it(
    update_me: UpdateMe, world: IdentityWorld, email: str
) -> None:
    """The answer is the same for an address that has an account: it must not be told."""
    outcome = await update_me.execute(
        UpdateMeCommand(actor=ADA, email=email, current_password=PASSWORD)
    )

    assert (outcome.version, outcome.response) == (1, f"user/{ADA_ID} v1".encode())
    assert world.user().log_in_email().value == "ada@example.com"
    (told,) = world.told
    assert isinstance(told, EmailVerificationRequested)
    assert (told.email, told.user_id) == (email, ADA_ID)
    assert world.audit == ["email_verification_requested ok"]


async def test_a_new_address_takes_the_present_password(
    update_me: UpdateMe, world: IdentityWorld
) -> None:
    """Whoever stole a session must not get the account for good."""
    with pytest.raises(InvalidValue, match="current_password"):
        await update_me.execute(UpdateMeCommand(actor=ADA, email="king@example.com"))
    wrong = UpdateMeCommand(actor=ADA, email="king@example.com", current_password="a guess")
    with pytest.raises(WrongCredentials):
        await update_me.execute(wrong)

    assert world.told == []
    assert world.audit == ["log_in_failed refused"]
    assert "a guess" not in repr(wrong)


async def test_writes_nothing_when_nothing_changes(
    update_me: UpdateMe, world: IdentityWorld
) -> None:
    """The version stays, and without a key there is nothing to keep."""
    outcome = await update_me.execute(
        UpdateMeCommand(actor=ADA, name="Ada", email="ADA@example.com")
    )

    assert (outcome.version, world.writes.changes) == (1, [])


async def test_keeps_the_answer_also_when_nothing_changes(
    update_me: UpdateMe, world: IdentityWorld
) -> None:
    """A key is a key."""
    await update_me.execute(UpdateMeCommand(actor=ADA, name="Ada", idempotency=KEY))
    again = await update_me.execute(UpdateMeCommand(actor=ADA, name="Ada", idempotency=KEY))

    assert (again.response, again.replayed) == (f"user/{ADA_ID} v1".encode(), True)
    assert world.writes.changes[0].saves == ()


async def test_refuses_what_cannot_be(update_me: UpdateMe) -> None:
    """Guests, lost accounts, stale versions, bad addresses."""
    with pytest.raises(PermissionDenied):
        await update_me.execute(UpdateMeCommand(actor=GUEST, name="Nobody"))
    with pytest.raises(NotFound):
        await update_me.execute(UpdateMeCommand(actor=EVE, name="Eve"))
    with pytest.raises(VersionConflict) as stale:
        await update_me.execute(UpdateMeCommand(actor=ADA, name="Ada King", expected_version=7))
    with pytest.raises(InvalidValue):
        await update_me.execute(UpdateMeCommand(actor=ADA, email="ada"))

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
