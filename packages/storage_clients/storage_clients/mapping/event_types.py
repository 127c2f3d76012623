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
    StockAdjusted,
    StockMoved,
    StockOpened,
)
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

from storage_clients.mapping.stored_entities import STORED_ENTITIES

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
    "stock": (StockOpened, StockMoved, StockAdjusted),
    "order": ORDER_EVENTS,
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
    **{each.kind: each.events for each in STORED_ENTITIES},
}

EVENTS_BY_TYPE: Final[Mapping[str, type[DomainEvent]]] = {
    event.event_type: event for events in EVENTS_BY_STREAM.values() for event in events
}
