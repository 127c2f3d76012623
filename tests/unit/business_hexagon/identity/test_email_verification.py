"""Proving addresses by mailed tokens."""

from datetime import timedelta
from uuid import UUID

import pytest
from business_hexagon.application.commands.identity.request_email_verification import (
    RequestEmailVerification,
    RequestEmailVerificationCommand,
)
from business_hexagon.application.commands.identity.update_me import UpdateMe, UpdateMeCommand
from business_hexagon.application.commands.identity.verify_email import (
    VerifyEmail,
    VerifyEmailCommand,
)
from business_hexagon.application.errors import VersionConflict
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.identity.errors import (
    InvalidOneTimeToken,
    LogInLocked,
    WrongCredentials,
)
from business_hexagon.domain.identity.one_time_token import OneTimePurpose
from business_hexagon.domain.identity.one_time_token_events import EmailVerificationRequested

from tests.unit.business_hexagon.memory.identity_world import BROWSER, PASSWORD, IdentityWorld
from tests.unit.business_hexagon.memory.people import ADA, BOB_ID, EVE_ID, present, user

PURPOSE = OneTimePurpose.EMAIL_VERIFICATION


@pytest.fixture
def request_mail(world: IdentityWorld) -> RequestEmailVerification:
    """The use case."""
    return RequestEmailVerification(
        users=world.users, writes=world.writes, ids=world.ids, clock=world.clock
    )


@pytest.fixture
def verify_email(world: IdentityWorld) -> VerifyEmail:
    """The use case."""
    return VerifyEmail(
        users=world.users,
        passwords=world.passwords(require_verified_email=True),
        one_time_tokens=world.one_time_tokens,
        secrets=world.secrets,
        writes=world.writes,
        ids=world.ids,
        clock=world.clock,
    )


@pytest.fixture
def update_me(world: IdentityWorld) -> UpdateMe:
    """The use case."""
    return UpdateMe(
        users=world.users,
        passwords=world.passwords(),
        writes=world.writes,
        ids=world.ids,
        clock=world.clock,
        present=present,
    )


async def requested(
    world: IdentityWorld, request_mail: RequestEmailVerification, email: str = "ada@example.com"
) -> str:
    """Ask for a mail; returns the token in it."""
    await request_mail.execute(RequestEmailVerificationCommand(BROWSER, email))
    return world.mailed(PURPOSE)


async def test_a_mailed_token_proves_the_address(
    world: IdentityWorld, request_mail: RequestEmailVerification, verify_email: VerifyEmail
) -> None:
    """Once; and nothing that is stored or told holds it."""
    token = await requested(world, request_mail)
    (told,) = world.told
    assert isinstance(told, EmailVerificationRequested)
    assert (told.email, told.expires_at - world.clock.now()) == (
        "ada@example.com",
        timedelta(hours=24),
    )
    await verify_email.execute(VerifyEmailCommand(BROWSER, token, PASSWORD))

    assert world.user().email_verified_at == world.clock.now()
    assert world.audit == ["email_verification_requested ok", "email_verified ok"]
    secret = token.split(".")[1]
    assert secret not in repr(world.storage)
    assert PASSWORD not in repr(VerifyEmailCommand(BROWSER, token, PASSWORD))
    with pytest.raises(InvalidOneTimeToken):
        await verify_email.execute(VerifyEmailCommand(BROWSER, token, PASSWORD))


async def test_who_reads_the_mail_and_did_not_open_the_account_proves_nothing(
    world: IdentityWorld, request_mail: RequestEmailVerification, verify_email: VerifyEmail
) -> None:
    """Else a stranger who registered somebody's address would only have to wait for his click."""
    token = await requested(world, request_mail)
    for guess in ("", "what the owner would choose"):
        with pytest.raises(WrongCredentials):
            await verify_email.execute(VerifyEmailCommand(BROWSER, token, guess))
    assert world.user().email_verified_at is None
    assert world.audit[1:] == ["log_in_failed refused"] * 2
    # Whoever opened it and reads the mail can still use the token.
    await verify_email.execute(VerifyEmailCommand(BROWSER, token, PASSWORD))
    assert world.user().email_verified_at == world.clock.now()


async def test_passwords_are_not_guessed_with_a_mailed_token(
    world: IdentityWorld, request_mail: RequestEmailVerification, verify_email: VerifyEmail
) -> None:
    """The wait after failures holds here as it does at the log in."""
    token = await requested(world, request_mail)
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            await verify_email.execute(VerifyEmailCommand(BROWSER, token, "a guess"))
    with pytest.raises(LogInLocked):
        await verify_email.execute(VerifyEmailCommand(BROWSER, token, PASSWORD))
    assert world.user().email_verified_at is None


async def test_asking_tells_nobody_anything(
    world: IdentityWorld, request_mail: RequestEmailVerification
) -> None:
    """Unknown, closed and proven addresses get no mail, by as many writes as the others."""
    proven = user(BOB_ID, email="bob@example.com")
    proven.verify_email(proven.log_in_email(), world.clock.now())
    world.writes.put(proven, user(EVE_ID, email="eve@example.com", is_active=False))
    for name in ("nobody", "bob", "eve"):
        await request_mail.execute(RequestEmailVerificationCommand(BROWSER, f"{name}@example.com"))
    assert world.told == []
    assert world.audit == ["email_verification_requested refused"] * 3
    assert len(world.writes.changes) == 3
    with pytest.raises(InvalidValue):
        await request_mail.execute(RequestEmailVerificationCommand(BROWSER, "nobody"))


async def test_two_tokens_prove_the_same_address_without_harm(
    world: IdentityWorld, request_mail: RequestEmailVerification, verify_email: VerifyEmail
) -> None:
    """The second finds nothing to change."""
    first = await requested(world, request_mail)
    second = await requested(world, request_mail)
    await verify_email.execute(VerifyEmailCommand(BROWSER, first, PASSWORD))
    version = world.user().version
    await verify_email.execute(VerifyEmailCommand(BROWSER, second, PASSWORD))
    assert world.user().version == version


async def test_refuses_tokens_that_do_not_work(
    world: IdentityWorld, request_mail: RequestEmailVerification, verify_email: VerifyEmail
) -> None:
    """Wrong, of another purpose, of nothing, too old."""
    token = await requested(world, request_mail)
    token_id = UUID(token.split(".")[0])
    for bad in (
        "x",
        token[:-1] + "x",
        world.secrets.text_of(OneTimePurpose.PASSWORD_RESET, token_id),
        world.secrets.text_of(PURPOSE, UUID(int=7)),
    ):
        with pytest.raises(InvalidOneTimeToken):
            await verify_email.execute(VerifyEmailCommand(BROWSER, bad, PASSWORD))
    world.clock.advance(timedelta(hours=24))
    with pytest.raises(InvalidOneTimeToken):
        await verify_email.execute(VerifyEmailCommand(BROWSER, token, PASSWORD))
    assert world.user().email_verified_at is None
    assert [act.details["reason"] for act in world.acts if act.outcome == "refused"] == [
        *["unknown_token"] * 4,
        "spent_token",
    ]


@pytest.mark.parametrize("what", ["closed", "gone"])
async def test_refuses_a_token_of_an_account_that_is_closed_or_gone(
    world: IdentityWorld,
    request_mail: RequestEmailVerification,
    verify_email: VerifyEmail,
    what: str,
) -> None:
    """It would open nothing."""
    token = await requested(world, request_mail)
    stored = world.user()
    stored.deactivate(world.clock.now())
    world.writes.put(stored)
    if what == "gone":
        del world.storage.rows[stored.stream]
    with pytest.raises(InvalidOneTimeToken):
        await verify_email.execute(VerifyEmailCommand(BROWSER, token, PASSWORD))


async def test_a_new_address_counts_once_its_mail_was_read(
    world: IdentityWorld,
    request_mail: RequestEmailVerification,
    verify_email: VerifyEmail,
    update_me: UpdateMe,
) -> None:
    """And takes back what was mailed to the old one."""
    old = await requested(world, request_mail)
    await update_me.execute(
        UpdateMeCommand(actor=ADA, email="king@example.com", current_password=PASSWORD)
    )
    assert world.user().log_in_email().value == "ada@example.com"

    await verify_email.execute(VerifyEmailCommand(BROWSER, world.mailed(PURPOSE), PASSWORD))
    assert world.user().log_in_email().value == "king@example.com"
    with pytest.raises(InvalidOneTimeToken):
        await verify_email.execute(VerifyEmailCommand(BROWSER, old, PASSWORD))


async def test_another_password_takes_back_a_new_address_that_was_asked_for_with_the_old_one(
    world: IdentityWorld, verify_email: VerifyEmail, update_me: UpdateMe
) -> None:
    """Whoever knew the old password must not take the account over after its owner's reset."""
    await update_me.execute(
        UpdateMeCommand(actor=ADA, email="thief@example.com", current_password=PASSWORD)
    )
    stored = world.user()
    stored.change_password("another hash", "reset")
    world.writes.put(stored)
    with pytest.raises(InvalidOneTimeToken):
        await verify_email.execute(VerifyEmailCommand(BROWSER, world.mailed(PURPOSE), PASSWORD))
    assert world.user().log_in_email().value == "ada@example.com"


async def test_an_address_that_became_somebody_elses_is_refused_like_any_other(
    world: IdentityWorld, verify_email: VerifyEmail, update_me: UpdateMe
) -> None:
    """Nothing changes, the token included."""
    await update_me.execute(
        UpdateMeCommand(actor=ADA, email="bob@example.com", current_password=PASSWORD)
    )
    world.writes.put(user(BOB_ID, email="bob@example.com"))
    with pytest.raises(InvalidOneTimeToken):
        await verify_email.execute(VerifyEmailCommand(BROWSER, world.mailed(PURPOSE), PASSWORD))
    assert world.user().log_in_email().value == "ada@example.com"
    assert world.acts[-1].details == {"reason": "address_taken"}


async def test_of_two_at_the_same_moment_one_uses_the_token(
    world: IdentityWorld, request_mail: RequestEmailVerification, verify_email: VerifyEmail
) -> None:
    """A conflict is looked at again."""
    token = await requested(world, request_mail)
    world.writes.failures.append(VersionConflict("one_time_token"))
    await verify_email.execute(VerifyEmailCommand(BROWSER, token, PASSWORD))
    assert world.user().email_verified_at is not None
    assert token not in repr(VerifyEmailCommand(BROWSER, token, PASSWORD))
