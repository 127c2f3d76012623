"""Which events a stream may hold, by kind of stream."""

from collections.abc import Mapping
from typing import Final

from business_hexagon.application.sagas.events import (
    StockRejected,
    StockReleased,
    StockReserved,
    WorkflowAdvanced,
    WorkflowCompensated,
    WorkflowCompleted,
    WorkflowStarted,
)
from business_hexagon.domain.catalogue.events import (
    ProductCreated,
    ProductUpdated,
    StockAdjusted,
    StockMoved,
    StockOpened,
)
from business_hexagon.domain.chats.events import CHAT_EVENTS
from business_hexagon.domain.event import DomainEvent
from business_hexagon.domain.identity.events import (
    RegistrationRepeated,
    UserCreated,
    UserPasswordChanged,
    UserUpdated,
)
from business_hexagon.domain.identity.oauth_client_events import (
    OAuthClientCreated,
    OAuthClientUpdated,
)
from business_hexagon.domain.identity.one_time_token_events import (
    AuthorizationCodeIssued,
    EmailVerificationRequested,
    OneTimeTokenUsed,
    PasswordResetRequested,
)
from business_hexagon.domain.identity.security_events import SecurityActRecorded
from business_hexagon.domain.identity.session_events import (
    SessionOpened,
    SessionReauthenticated,
    SessionRefreshed,
    SessionRevoked,
)
from business_hexagon.domain.notifications.events import NotificationSent
from business_hexagon.domain.ordering.events import ORDER_EVENTS
from business_hexagon.domain.ordering.refund_request_events import REFUND_REQUEST_EVENTS
from business_hexagon.domain.payments.events import (
    PaymentFailed,
    PaymentPending,
    PaymentProcessed,
    PaymentRefunded,
)
from business_hexagon.domain.tasks.events import TASK_EVENTS

__all__ = ["EVENTS_BY_STREAM", "EVENTS_BY_TYPE"]

EVENTS_BY_STREAM: Final[Mapping[str, tuple[type[DomainEvent], ...]]] = {
    "user": (UserCreated, UserUpdated, UserPasswordChanged, RegistrationRepeated),
    "session": (SessionOpened, SessionRefreshed, SessionReauthenticated, SessionRevoked),
    "one_time_token": (
        EmailVerificationRequested,
        PasswordResetRequested,
        AuthorizationCodeIssued,
        OneTimeTokenUsed,
    ),
    "oauth_client": (OAuthClientCreated, OAuthClientUpdated),
    "security_act": (SecurityActRecorded,),
    "product": (ProductCreated, ProductUpdated),
    "stock": (StockOpened, StockMoved, StockAdjusted),
    "order": ORDER_EVENTS,
    "refund_request": REFUND_REQUEST_EVENTS,
    "payment": (PaymentPending, PaymentProcessed, PaymentFailed, PaymentRefunded),
    "saga": (
        WorkflowAdvanced,
        WorkflowStarted,
        StockReserved,
        StockRejected,
        StockReleased,
        WorkflowCompleted,
        WorkflowCompensated,
    ),
    "notification": (NotificationSent,),
    "chat": CHAT_EVENTS,
    "task": TASK_EVENTS,
}

EVENTS_BY_TYPE: Final[Mapping[str, type[DomainEvent]]] = {
    event.event_type: event for events in EVENTS_BY_STREAM.values() for event in events
}
