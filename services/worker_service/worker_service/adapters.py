"""The worker's adapters and handlers, besides the data services' clients."""

from collections.abc import AsyncIterator
from datetime import timedelta

from business_hexagon.application.commands.tasks.remind_of_due_tasks import RemindOfDueTasks
from business_hexagon.application.event_handlers.mail_links import MailLinks
from business_hexagon.application.event_handlers.mail_notifier import MailNotifier
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
from business_hexagon.application.event_handlers.when_saga_overdue_resume_step import (
    WhenSagaOverdueResumeStep,
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
from business_hexagon.application.ports.atomic_writes import AtomicWrites
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.mailer import Mailer
from business_hexagon.application.ports.one_time_secrets import OneTimeSecrets
from business_hexagon.application.ports.order_processes import OrderProcesses
from business_hexagon.application.ports.payment_gateway import PaymentGateway
from business_hexagon.application.sagas.cancel_step import CancelStep
from business_hexagon.application.sagas.charge_step import ChargeStep
from business_hexagon.application.sagas.compensate_step import CompensateStep
from business_hexagon.application.sagas.complete_step import CompleteStep
from business_hexagon.application.sagas.order_saga_steps import OrderSagaSteps, order_saga_steps
from business_hexagon.application.sagas.process_turns import ProcessTurns
from business_hexagon.application.sagas.reserve_step import ReserveStep
from business_hexagon.application.sagas.saga_policy import SagaPolicy
from dishka import Provider, Scope, provide, provide_all
from http_transport import HttpClient
from outbound_mail.smtp_mailer import NoMailer, SmtpMailer
from payment_gateways.sandbox_gateway import SandboxGateway
from security_tokens.one_time_secrets import HmacOneTimeSecrets

from worker_service.settings import WorkerSettings


class Adapters(Provider):
    """Provides gateway, mail and every handler.

    Args:
        settings: Where things are, and their secrets.
    """

    scope = Scope.APP

    def __init__(self, settings: WorkerSettings) -> None:
        super().__init__()
        self._settings = settings

    @provide
    async def gateway(self) -> AsyncIterator[PaymentGateway]:
        """Who takes the money; the sandbox unless Stripe is asked for."""
        settings = self._settings
        seconds = settings.payment_gateway_seconds
        if settings.stripe_api_key is not None and settings.payment_gateway == "stripe":
            # Imported here: half a second that a process with the sandbox need not pay.
            from payment_gateways.stripe_gateway import stripe_gateway  # noqa: PLC0415  see above

            key = settings.stripe_api_key.get_secret_value()
            async with stripe_gateway(key, answer_seconds=seconds) as gateway:
                yield gateway
        else:
            async with HttpClient(
                settings.payment_gateway_url, tls=settings.client_tls()
            ) as client:
                yield SandboxGateway(client, timeout=seconds)

    @provide
    def mailer(self) -> Mailer:
        """Who sends mail; nobody without a mail server."""
        url = self._settings.smtp_url
        if url is None:
            return NoMailer()
        return SmtpMailer(url.get_secret_value(), self._settings.mail_from)

    @provide
    def one_time_secrets(self) -> OneTimeSecrets:
        """What mailed tokens consist of, besides their ids."""
        return HmacOneTimeSecrets(self._settings.one_time_key.get_secret_value())

    @provide
    def mail_links(self) -> MailLinks:
        """Pages of the API, as people reach it."""
        pages = f"{self._settings.public_url.rstrip('/')}/api/v1/auth"
        return MailLinks(
            verify_email=f"{pages}/email_verifications/page?token=",
            reset_password=f"{pages}/password_resets/page?token=",
        )

    @provide
    def policy(self) -> SagaPolicy:
        """How patient sagas are."""
        return SagaPolicy(step_time=timedelta(seconds=self._settings.saga_step_seconds))

    @provide
    def steps(  # noqa: PLR0917  the container passes them by type
        self,
        processes: OrderProcesses,
        writes: AtomicWrites,
        gateway: PaymentGateway,
        ids: IdGenerator,
        clock: Clock,
        policy: SagaPolicy,
    ) -> OrderSagaSteps:
        """The steps of the order saga, wired."""
        return order_saga_steps(
            processes=processes,
            writes=writes,
            gateway=gateway,
            ids=ids,
            clock=clock,
            policy=policy,
        )

    @provide
    def reserve(self, steps: OrderSagaSteps) -> ReserveStep:
        """After `order.created`."""
        return steps.reserve

    @provide
    def charge(self, steps: OrderSagaSteps) -> ChargeStep:
        """After `stock.reserved`."""
        return steps.charge

    @provide
    def complete(self, steps: OrderSagaSteps) -> CompleteStep:
        """After `payment.processed`."""
        return steps.complete

    @provide
    def compensate(self, steps: OrderSagaSteps) -> CompensateStep:
        """After `payment.failed`."""
        return steps.compensate

    @provide
    def cancel(self, steps: OrderSagaSteps) -> CancelStep:
        """After `order.cancellation_requested`."""
        return steps.cancel

    handlers = provide_all(
        ProcessTurns,
        WhenOrderCreatedReserveStock,
        WhenStockReservedChargePayment,
        WhenPaymentProcessedCompleteOrder,
        WhenPaymentFailedCancelOrder,
        WhenCancellationRequestedCancelOrder,
        WhenSagaOverdueResumeStep,
        WhenRefundRequestedRefundPayment,
        MailNotifier,
        WhenUserCreatedWelcomeUser,
        WhenEmailVerificationRequestedSendToken,
        WhenPasswordResetRequestedSendToken,
        WhenRegistrationRepeatedTellOwner,
        WhenOrderCompletedNotifyCustomer,
        WhenOrderCancelledNotifyCustomer,
        WhenPaymentRefundedNotifyCustomer,
        WhenTaskDueRemindAssignee,
        RecordEvents,
        RemindOfDueTasks,
        # quintet new: handlers
    )
