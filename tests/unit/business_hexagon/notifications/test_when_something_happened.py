"""Who is told what."""

from decimal import Decimal
from uuid import UUID

import pytest
from business_hexagon.application.event_handlers.mail_notifier import MailNotifier
from business_hexagon.application.event_handlers.when_order_cancelled_notify_customer import (
    WhenOrderCancelledNotifyCustomer,
)
from business_hexagon.application.event_handlers.when_order_completed_notify_customer import (
    WhenOrderCompletedNotifyCustomer,
)
from business_hexagon.application.event_handlers.when_payment_refunded_notify_customer import (
    WhenPaymentRefundedNotifyCustomer,
)
from business_hexagon.application.event_handlers.when_task_due_remind_assignee import (
    WhenTaskDueRemindAssignee,
)
from business_hexagon.domain.notifications.notification import NotificationStatus
from business_hexagon.domain.ordering.events import OrderCancelled, OrderCompleted
from business_hexagon.domain.payments.events import PaymentRefunded
from business_hexagon.domain.tasks.events import TaskDue

from tests.fakes.in_memory_readers import InMemoryUsers
from tests.fakes.recording_mailer import RecordingMailer
from tests.fakes.sequential_ids import SequentialIds
from tests.fakes.stepping_clock import MORNING
from tests.unit.business_hexagon.memory.disturbed_writes import DisturbedWrites
from tests.unit.business_hexagon.memory.incoming import incoming
from tests.unit.business_hexagon.memory.people import (
    ADA_ID,
    BOB_ID,
    EVE_ID,
    PRODUCT_ID,
    TASK_ID,
    user,
)

ORDER_ID = UUID(int=30)


@pytest.fixture
def writes() -> DisturbedWrites:
    """Ada and Bob have accounts, Eve's is closed."""
    writes = DisturbedWrites()
    writes.put(
        user(),
        user(BOB_ID, email="bob@example.com"),
        user(EVE_ID, email="eve@example.com", is_active=False),
    )
    return writes


@pytest.fixture
def users(writes: DisturbedWrites) -> InMemoryUsers:
    """Readers of that store."""
    return InMemoryUsers(writes.storage)


@pytest.fixture
def mailer() -> RecordingMailer:
    """A mail server that takes everything."""
    return RecordingMailer()


@pytest.fixture
def notifier(mailer: RecordingMailer, writes: DisturbedWrites) -> MailNotifier:
    """What every handler sends with."""
    return MailNotifier(mailer=mailer, writes=writes, ids=SequentialIds())


def completed(user_id: UUID | None, contact_email: str | None) -> OrderCompleted:
    """An order of somebody."""
    return OrderCompleted(
        order_id=ORDER_ID,
        user_id=user_id,
        contact_email=contact_email,
        channel="web",
        country="GB",
        currency="GBP",
        total=Decimal("15.3000"),
        charge_amount=Decimal("15.30"),
        ordered_at=MORNING,
        completed_at=MORNING,
    )


@pytest.mark.parametrize(
    ("event", "recipient"),
    [
        (completed(ADA_ID, None), "ada@example.com"),
        (completed(ADA_ID, "work@example.com"), "work@example.com"),
        (completed(None, "guest@example.com"), "guest@example.com"),
    ],
)
async def test_tells_the_customer_of_a_completed_order_once(
    users: InMemoryUsers,
    mailer: RecordingMailer,
    notifier: MailNotifier,
    event: OrderCompleted,
    recipient: str,
) -> None:
    """At the address of the order, else at that of the account."""
    handler = WhenOrderCompletedNotifyCustomer(users=users, notifier=notifier)

    await handler.handle(incoming(event))
    await handler.handle(incoming(event))

    (message,) = mailer.sent
    assert message.recipient == recipient
    assert "15.30 GBP" in message.body


@pytest.mark.parametrize("user_id", [None, EVE_ID, PRODUCT_ID])
async def test_skips_orders_that_nobody_is_told_of(
    users: InMemoryUsers,
    mailer: RecordingMailer,
    notifier: MailNotifier,
    writes: DisturbedWrites,
    user_id: UUID | None,
) -> None:
    """No address, a closed account, an account that is gone: the record says so."""
    handler = WhenOrderCompletedNotifyCustomer(users=users, notifier=notifier)

    await handler.handle(incoming(completed(user_id, None)))

    (notification,) = writes.storage.notifications
    assert mailer.sent == []
    assert notification.status is NotificationStatus.SKIPPED
    assert (notification.reason, notification.recipient_key) == ("nobody to tell", "")
    assert notification.order_id == ORDER_ID


async def test_tells_the_customer_why_an_order_was_cancelled_once(
    users: InMemoryUsers,
    mailer: RecordingMailer,
    notifier: MailNotifier,
) -> None:
    """In words, not in codes."""
    handler = WhenOrderCancelledNotifyCustomer(users=users, notifier=notifier)
    event = incoming(
        OrderCancelled(
            order_id=ORDER_ID,
            user_id=ADA_ID,
            contact_email=None,
            reason="insufficient_stock",
        ),
    )

    await handler.handle(event)
    await handler.handle(event)

    (message,) = mailer.sent
    assert "insufficient stock" in message.body


async def test_tells_the_customer_of_a_refund_once(
    users: InMemoryUsers,
    mailer: RecordingMailer,
    notifier: MailNotifier,
) -> None:
    """With the amount."""
    handler = WhenPaymentRefundedNotifyCustomer(users=users, notifier=notifier)
    event = incoming(
        PaymentRefunded(
            payment_id=UUID(int=31),
            order_id=ORDER_ID,
            refund_id=None,
            amount=Decimal("2.55"),
            currency="GBP",
            gateway_reference="r1",
            user_id=ADA_ID,
            contact_email=None,
        ),
    )

    await handler.handle(event)
    await handler.handle(event)

    (message,) = mailer.sent
    assert "2.55 GBP" in message.body


@pytest.mark.parametrize(
    ("assignee_id", "recipient"),
    [(BOB_ID, "bob@example.com"), (None, "ada@example.com")],
)
async def test_reminds_the_assignee_or_else_the_creator_once(
    users: InMemoryUsers,
    mailer: RecordingMailer,
    notifier: MailNotifier,
    assignee_id: UUID | None,
    recipient: str,
) -> None:
    """Somebody always has it on the desk."""
    handler = WhenTaskDueRemindAssignee(users=users, notifier=notifier)
    event = incoming(
        TaskDue(
            task_id=TASK_ID,
            title="Call the supplier",
            assignee_id=assignee_id,
            created_by=ADA_ID,
            due_at=MORNING,
            reminded_at=MORNING,
        ),
    )

    await handler.handle(event)
    await handler.handle(event)

    (message,) = mailer.sent
    assert message.recipient == recipient
    assert message.subject == "Due now: Call the supplier"
    assert "2026-01-15 10:30 UTC" in message.body
