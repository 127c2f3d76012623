"""Which message goes to which handler: reading this table is reading what the worker does."""

from collections.abc import Mapping
from typing import Final

from business_hexagon.application.event_handlers.record_events import RecordEvents
from business_hexagon.application.event_handlers.when_cancellation_requested_cancel_order import (
    WhenCancellationRequestedCancelOrder,
)
from business_hexagon.application.event_handlers.when_email_verification_requested_send_token import (  # noqa: E501  a long name
    WhenEmailVerificationRequestedSendToken,
)
from business_hexagon.application.event_handlers.when_order_cancelled_notify_customer import (
    WhenOrderCancelledNotifyCustomer,
)
from business_hexagon.application.event_handlers.when_order_completed_notify_customer import (
    WhenOrderCompletedNotifyCustomer,
)
from business_hexagon.application.event_handlers.when_order_created_reserve_stock import (
    WhenOrderCreatedReserveStock,
)
from business_hexagon.application.event_handlers.when_password_reset_requested_send_token import (
    WhenPasswordResetRequestedSendToken,
)
from business_hexagon.application.event_handlers.when_payment_failed_cancel_order import (
    WhenPaymentFailedCancelOrder,
)
from business_hexagon.application.event_handlers.when_payment_processed_complete_order import (
    WhenPaymentProcessedCompleteOrder,
)
from business_hexagon.application.event_handlers.when_payment_refunded_notify_customer import (
    WhenPaymentRefundedNotifyCustomer,
)
from business_hexagon.application.event_handlers.when_refund_requested_refund_payment import (
    WhenRefundRequestedRefundPayment,
)
from business_hexagon.application.event_handlers.when_registration_repeated_tell_owner import (
    WhenRegistrationRepeatedTellOwner,
)
from business_hexagon.application.event_handlers.when_saga_step_requested_take_turn import (
    WhenSagaStepRequestedTakeTurn,
)
from business_hexagon.application.event_handlers.when_stock_reserved_charge_payment import (
    WhenStockReservedChargePayment,
)
from business_hexagon.application.event_handlers.when_task_due_remind_assignee import (
    WhenTaskDueRemindAssignee,
)
from business_hexagon.application.event_handlers.when_user_created_welcome_user import (
    WhenUserCreatedWelcomeUser,
)
from business_hexagon.application.sagas.events import StockReserved
from business_hexagon.application.sagas.stepwise.step_saga_events import SagaStepRequested
from business_hexagon.domain.identity.events import RegistrationRepeated, UserCreated
from business_hexagon.domain.identity.one_time_token_events import (
    EmailVerificationRequested,
    PasswordResetRequested,
)
from business_hexagon.domain.ordering.events import (
    OrderCancellationRequested,
    OrderCancelled,
    OrderCompleted,
    OrderCreated,
    OrderRefundRequested,
)
from business_hexagon.domain.payments.events import (
    PaymentFailed,
    PaymentProcessed,
    PaymentRefunded,
)
from business_hexagon.domain.tasks.events import TaskDue
from dishka import AsyncContainer
from message_bus.handling import EachEvent, EventHandling, InBatches
from worker_runtime.incoming import each

from worker_service.interface.messages.record import record_with

ANALYTICS_BATCH: Final = 200


async def handlings(container: AsyncContainer) -> Mapping[str, EventHandling]:
    """What each consumer of the worker does, by the name of its queue."""
    get = container.get
    return {
        "worker_order_saga": EachEvent(
            {
                "order.created": each(OrderCreated, await get(WhenOrderCreatedReserveStock)),
                "stock.reserved": each(StockReserved, await get(WhenStockReservedChargePayment)),
                "payment.processed": each(
                    PaymentProcessed, await get(WhenPaymentProcessedCompleteOrder)
                ),
                "payment.failed": each(PaymentFailed, await get(WhenPaymentFailedCancelOrder)),
                "order.cancellation_requested": each(
                    OrderCancellationRequested, await get(WhenCancellationRequestedCancelOrder)
                ),
            }
        ),
        "worker_refunds": EachEvent(
            {
                "order.refund_requested": each(
                    OrderRefundRequested, await get(WhenRefundRequestedRefundPayment)
                ),
            }
        ),
        "worker_step_sagas": EachEvent(
            {
                "saga_step.requested": each(
                    SagaStepRequested, await get(WhenSagaStepRequestedTakeTurn)
                ),
            }
        ),
        "worker_analytics": InBatches(
            record_with(await get(RecordEvents)), batch_size=ANALYTICS_BATCH
        ),
        "worker_notifications": EachEvent(
            {
                "user.created": each(UserCreated, await get(WhenUserCreatedWelcomeUser)),
                "registration.repeated": each(
                    RegistrationRepeated, await get(WhenRegistrationRepeatedTellOwner)
                ),
                "email_verification.requested": each(
                    EmailVerificationRequested,
                    await get(WhenEmailVerificationRequestedSendToken),
                ),
                "password_reset.requested": each(
                    PasswordResetRequested, await get(WhenPasswordResetRequestedSendToken)
                ),
                "order.completed": each(
                    OrderCompleted, await get(WhenOrderCompletedNotifyCustomer)
                ),
                "order.cancelled": each(
                    OrderCancelled, await get(WhenOrderCancelledNotifyCustomer)
                ),
                "payment.refunded": each(
                    PaymentRefunded, await get(WhenPaymentRefundedNotifyCustomer)
                ),
                "task.due": each(TaskDue, await get(WhenTaskDueRemindAssignee)),
            }
        ),
        # quintet new: handlings
    }
