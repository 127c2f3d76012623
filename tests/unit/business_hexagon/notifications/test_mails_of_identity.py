"""Mails that prove addresses, let passwords be reset, and warn owners."""

from dataclasses import replace
from datetime import timedelta

import pytest
from business_hexagon.application.errors import MailUnavailable
from business_hexagon.application.event_handlers.mail_links import MailLinks
from business_hexagon.application.event_handlers.mail_notifier import MailNotifier
from business_hexagon.application.event_handlers.when_email_verification_requested_send_token import (  # noqa: E501  the name of the file
    WhenEmailVerificationRequestedSendToken,
)
from business_hexagon.application.event_handlers.when_password_reset_requested_send_token import (
    WhenPasswordResetRequestedSendToken,
)
from business_hexagon.application.event_handlers.when_registration_repeated_tell_owner import (
    WhenRegistrationRepeatedTellOwner,
)
from business_hexagon.domain.identity.events import RegistrationRepeated
from business_hexagon.domain.identity.one_time_token import OneTimePurpose
from business_hexagon.domain.identity.one_time_token_events import (
    EmailVerificationRequested,
    PasswordResetRequested,
)

from tests.fakes.in_memory_readers import InMemoryUsers
from tests.fakes.plain_one_time_secrets import PlainOneTimeSecrets
from tests.fakes.recording_mailer import RecordingMailer
from tests.fakes.sequential_ids import SequentialIds
from tests.fakes.stepping_clock import MORNING
from tests.unit.business_hexagon.memory.disturbed_writes import DisturbedWrites
from tests.unit.business_hexagon.memory.incoming import incoming
from tests.unit.business_hexagon.memory.people import ADA_ID, TASK_ID, user

VERIFICATION = EmailVerificationRequested(
    token_id=TASK_ID,
    user_id=ADA_ID,
    email="ada@example.com",
    name="Ada",
    expires_at=MORNING + timedelta(hours=24),
)
RESET = PasswordResetRequested(
    token_id=TASK_ID,
    user_id=ADA_ID,
    email="ada@example.com",
    name="Ada",
    expires_at=MORNING + timedelta(minutes=30),
)
LINKS = MailLinks(
    verify_email="https://shop.example.com/verify#",
    reset_password="https://shop.example.com/reset#",
)
REPEATED = RegistrationRepeated(user_id=ADA_ID, email="ada@example.com", name="Ada")


@pytest.fixture
def mailer() -> RecordingMailer:
    """A mail server."""
    return RecordingMailer()


@pytest.fixture
def writes() -> DisturbedWrites:
    """An empty store."""
    return DisturbedWrites()


@pytest.fixture
def notifier(mailer: RecordingMailer, writes: DisturbedWrites) -> MailNotifier:
    """Sends by that server, records in that store."""
    return MailNotifier(mailer=mailer, writes=writes, ids=SequentialIds())


async def test_mails_what_proves_an_address(
    notifier: MailNotifier, mailer: RecordingMailer, writes: DisturbedWrites
) -> None:
    """Once, however often the event comes; only the mail holds the token."""
    secrets = PlainOneTimeSecrets()
    handler = WhenEmailVerificationRequestedSendToken(
        notifier=notifier, secrets=secrets, links=LINKS, users=InMemoryUsers(writes.storage)
    )
    await handler.handle(incoming(VERIFICATION))
    await handler.handle(incoming(VERIFICATION))

    (mail,) = mailer.sent
    token = secrets.text_of(OneTimePurpose.EMAIL_VERIFICATION, TASK_ID)
    assert mail.recipient == "ada@example.com"
    assert f"\n{LINKS.verify_email}{token}\n" in mail.body
    assert "until 2026-01-16 10:30 UTC" in mail.body
    assert token not in repr(writes.storage)
    assert token not in repr(mail)
    assert writes.storage.notifications[0].template == "email_verification_requested"


async def test_warns_the_present_address_when_another_is_to_take_its_place(
    notifier: MailNotifier, mailer: RecordingMailer, writes: DisturbedWrites
) -> None:
    """Once each, also when the server goes away between the two; the warning holds no token."""
    writes.put(user())
    secrets = PlainOneTimeSecrets()
    handler = WhenEmailVerificationRequestedSendToken(
        notifier=notifier, secrets=secrets, links=LINKS, users=InMemoryUsers(writes.storage)
    )
    wanted = incoming(replace(VERIFICATION, email="king@example.com"))
    mailer.troubles.extend((None, MailUnavailable("connection reset")))
    with pytest.raises(MailUnavailable):
        await handler.handle(wanted)
    await handler.handle(wanted)
    await handler.handle(wanted)

    token_mail, warning = mailer.sent
    assert (token_mail.recipient, warning.recipient) == ("king@example.com", "ada@example.com")
    assert "choose another password now" in warning.body
    assert secrets.text_of(OneTimePurpose.EMAIL_VERIFICATION, TASK_ID) not in warning.body
    assert token_mail.message_id != warning.message_id
    assert [one.template for one in writes.storage.notifications] == [
        "email_verification_requested",
        "email_change_requested",
    ]


async def test_mails_what_lets_a_password_be_reset(
    notifier: MailNotifier, mailer: RecordingMailer
) -> None:
    """Once, and again only when the mail server was away."""
    secrets = PlainOneTimeSecrets()
    handler = WhenPasswordResetRequestedSendToken(notifier=notifier, secrets=secrets, links=LINKS)
    mailer.troubles.append(MailUnavailable("connection refused"))
    with pytest.raises(MailUnavailable):
        await handler.handle(incoming(RESET))
    await handler.handle(incoming(RESET))
    await handler.handle(incoming(RESET))

    (mail,) = mailer.sent
    token = secrets.text_of(OneTimePurpose.PASSWORD_RESET, TASK_ID)
    assert f"\n{LINKS.reset_password}{token}\n" in mail.body


async def test_warns_the_owner_of_an_address_that_was_registered_again(
    notifier: MailNotifier, mailer: RecordingMailer
) -> None:
    """Once, and with nothing to click on."""
    handler = WhenRegistrationRepeatedTellOwner(notifier=notifier)
    await handler.handle(incoming(REPEATED))
    await handler.handle(incoming(REPEATED))

    (mail,) = mailer.sent
    assert "have one already" in mail.body
    assert "http" not in mail.body
