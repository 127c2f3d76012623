"""One mail and one record for each event."""

from uuid import UUID

import pytest
from business_hexagon.application.errors import (
    MailRejected,
    MailUnavailable,
    StorageUnavailable,
)
from business_hexagon.application.event_handlers.mail_notifier import MailNotifier
from business_hexagon.application.event_handlers.when_user_created_welcome_user import (
    WhenUserCreatedWelcomeUser,
)
from business_hexagon.domain.identity.events import UserCreated
from business_hexagon.domain.notifications.notification import NotificationStatus
from business_hexagon.domain.values.person_key import person_key

from tests.fakes.recording_mailer import RecordingMailer
from tests.fakes.sequential_ids import SequentialIds
from tests.unit.business_hexagon.memory.disturbed_writes import DisturbedWrites
from tests.unit.business_hexagon.memory.incoming import EVENT_ID, incoming
from tests.unit.business_hexagon.memory.people import ADA_ID

ADDRESS = "ada@example.com"
EVENT = incoming(
    UserCreated(
        user_id=ADA_ID,
        email=ADDRESS,
        name="Ada",
        role="customer",
        registration_source="api",
    ),
)


def handler(mailer: RecordingMailer, writes: DisturbedWrites) -> WhenUserCreatedWelcomeUser:
    """A process that welcomes users."""
    notifier = MailNotifier(mailer=mailer, writes=writes, ids=SequentialIds())
    return WhenUserCreatedWelcomeUser(notifier=notifier)


@pytest.fixture
def writes() -> DisturbedWrites:
    """An empty store."""
    return DisturbedWrites()


@pytest.fixture
def mailer() -> RecordingMailer:
    """A mail server that takes everything."""
    return RecordingMailer()


async def test_sends_and_records_one_mail(mailer: RecordingMailer, writes: DisturbedWrites) -> None:
    """The Message-ID comes from the event, the record holds no address."""
    await handler(mailer, writes).handle(EVENT)

    (message,) = mailer.sent
    (notification,) = writes.storage.notifications
    assert (message.message_id, message.recipient) == (str(EVENT_ID), ADDRESS)
    assert message.body.startswith("Hello Ada,")
    assert (notification.template, notification.status) == (
        "user_created",
        NotificationStatus.SENT,
    )
    assert notification.recipient_key == person_key(ADDRESS)


async def test_sends_nothing_when_the_event_comes_again(
    mailer: RecordingMailer,
    writes: DisturbedWrites,
) -> None:
    """To the same process or to another one."""
    await handler(mailer, writes).handle(EVENT)
    await handler(mailer, writes).handle(EVENT)

    assert len(mailer.sent) == len(writes.storage.notifications) == 1


async def test_sends_another_mail_for_another_event(
    mailer: RecordingMailer,
    writes: DisturbedWrites,
) -> None:
    """Once for each event, not once for each person."""
    await handler(mailer, writes).handle(EVENT)
    await handler(mailer, writes).handle(incoming(EVENT.event, UUID(int=78)))

    assert len(mailer.sent) == 2


@pytest.mark.parametrize("trouble", ["lost_before", "lost_after"])
async def test_does_not_send_twice_when_the_record_had_to_wait(
    mailer: RecordingMailer,
    writes: DisturbedWrites,
    trouble: str,
) -> None:
    """What was sent is remembered until it is recorded."""
    process = handler(mailer, writes)
    setattr(writes, trouble, 1)

    with pytest.raises(StorageUnavailable):
        await process.handle(EVENT)
    await process.handle(EVENT)

    assert len(mailer.sent) == len(writes.storage.notifications) == 1


async def test_sends_the_same_mail_again_after_a_crash(
    mailer: RecordingMailer,
    writes: DisturbedWrites,
) -> None:
    """The one double that is left bears the same Message-ID."""
    writes.lost_before = 1
    with pytest.raises(StorageUnavailable):
        await handler(mailer, writes).handle(EVENT)

    await handler(mailer, writes).handle(EVENT)

    first, second = mailer.sent
    assert first.message_id == second.message_id
    assert len(writes.storage.notifications) == 1


async def test_tries_again_when_the_mail_server_is_away(
    mailer: RecordingMailer,
    writes: DisturbedWrites,
) -> None:
    """Nothing is recorded before something was sent."""
    process = handler(mailer, writes)
    mailer.troubles.append(MailUnavailable("greylisted"))

    with pytest.raises(MailUnavailable):
        await process.handle(EVENT)
    assert writes.storage.notifications == []
    await process.handle(EVENT)

    assert len(mailer.sent) == 1


async def test_records_a_refusal_without_the_address(
    mailer: RecordingMailer,
    writes: DisturbedWrites,
) -> None:
    """Mail servers repeat addresses; our records do not."""
    mailer.troubles.append(MailRejected(f"550 <{ADDRESS}> unknown " + "x" * 300))

    await handler(mailer, writes).handle(EVENT)

    (notification,) = writes.storage.notifications
    assert notification.status is NotificationStatus.FAILED
    assert notification.reason is not None
    assert ADDRESS not in notification.reason
    assert len(notification.reason) == 255


async def test_records_that_mail_is_off(writes: DisturbedWrites) -> None:
    """A platform without a mail server still knows whom it would have told."""
    process = handler(RecordingMailer(is_configured=False), writes)

    await process.handle(EVENT)
    await process.handle(EVENT)

    (notification,) = writes.storage.notifications
    assert notification.status is NotificationStatus.SKIPPED
    assert notification.reason == "no mail server configured"
