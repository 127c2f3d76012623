"""What the events of identity make of a row. Secrets and their hashes are kept beside streams."""

from collections.abc import Iterable
from typing import Final

from business_hexagon.domain.event import DomainEvent
from business_hexagon.domain.identity.events import (
    RegistrationRepeated,
    UserCreated,
    UserPasswordChanged,
    UserUpdated,
)
from business_hexagon.domain.identity.oauth_client import OAuthClient
from business_hexagon.domain.identity.oauth_client_events import (
    OAuthClientCreated,
    OAuthClientUpdated,
)
from business_hexagon.domain.identity.one_time_token import OneTimeToken
from business_hexagon.domain.identity.one_time_token_events import (
    AuthorizationCodeIssued,
    EmailVerificationRequested,
    OneTimeTokenUsed,
    PasswordResetRequested,
)
from business_hexagon.domain.identity.security_events import SecurityActRecorded
from business_hexagon.domain.identity.session import Session
from business_hexagon.domain.identity.session_events import (
    SessionOpened,
    SessionReauthenticated,
    SessionRefreshed,
    SessionRevoked,
)
from business_hexagon.domain.identity.user import User
from pydantic import AwareDatetime
from storage_clients.mapping.oauth_client_mapping import oauth_client_row
from storage_clients.mapping.one_time_token_mapping import one_time_token_row
from storage_clients.mapping.security_act_mapping import security_act_from_event
from storage_clients.mapping.session_mapping import session_row
from storage_clients.mapping.user_mapping import user_write
from storage_contracts.rows.oauth_client_row import OAuthClientRow
from storage_contracts.rows.one_time_token_row import OneTimeTokenRow
from storage_contracts.rows.security_act_row import SecurityActRow
from storage_contracts.rows.session_row import SessionRow
from storage_contracts.rows.user_row import UserRow
from storage_contracts.wire_model import WireModel

from quintet_cli.rebuilding.rebuildable import Rebuildable


def _user(events: Iterable[DomainEvent], moment: AwareDatetime) -> WireModel:
    known = [
        event
        for event in events
        if isinstance(event, UserCreated | UserUpdated | UserPasswordChanged | RegistrationRepeated)
    ]
    return user_write(User.from_events(known), moment).row


def _session(events: Iterable[DomainEvent], moment: AwareDatetime) -> WireModel:
    known = [
        event
        for event in events
        if isinstance(
            event, SessionOpened | SessionRefreshed | SessionReauthenticated | SessionRevoked
        )
    ]
    return session_row(Session.from_events(known), moment)


def _one_time_token(events: Iterable[DomainEvent], moment: AwareDatetime) -> WireModel:
    known = [
        event
        for event in events
        if isinstance(
            event,
            EmailVerificationRequested
            | PasswordResetRequested
            | AuthorizationCodeIssued
            | OneTimeTokenUsed,
        )
    ]
    return one_time_token_row(OneTimeToken.from_events(known), moment)


def _oauth_client(events: Iterable[DomainEvent], moment: AwareDatetime) -> WireModel:
    known = [
        event for event in events if isinstance(event, OAuthClientCreated | OAuthClientUpdated)
    ]
    return oauth_client_row(OAuthClient.from_events(known), moment)


def _security_act(events: Iterable[DomainEvent], moment: AwareDatetime) -> WireModel:
    recorded = [event for event in events if isinstance(event, SecurityActRecorded)]
    return security_act_from_event(recorded[-1], moment)


OF_IDENTITY: Final = (
    Rebuildable("user", "users", UserRow, _user, beside=("password_hash",)),
    Rebuildable(
        "session", "sessions", SessionRow, _session, beside=("secret_hash", "previous_hash")
    ),
    Rebuildable(
        "one_time_token", "one_time_tokens", OneTimeTokenRow, _one_time_token, beside=("payload",)
    ),
    Rebuildable(
        "oauth_client",
        "oauth_clients",
        OAuthClientRow,
        _oauth_client,
        beside=("secret_hash", "previous_secret_hash"),
    ),
    Rebuildable(
        "security_act",
        "security_acts",
        SecurityActRow,
        _security_act,
        beside=("service", "request_id"),
    ),
)
