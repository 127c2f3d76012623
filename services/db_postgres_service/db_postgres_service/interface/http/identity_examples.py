"""Examples of identity for the documentation; each is a valid instance of its schema."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from storage_contracts.identity import (
    ColleagueRow,
    ColleaguesAnswer,
    LogInAttemptsRow,
    StandingRow,
    StandingsAnswer,
    StandingsRequest,
    StandingSubject,
)
from storage_contracts.rows.oauth_client_row import OAuthClientCredentials, OAuthClientRow
from storage_contracts.rows.one_time_token_row import OneTimeTokenCredentials, OneTimeTokenRow
from storage_contracts.rows.security_act_row import SecurityActRow
from storage_contracts.rows.session_row import SessionCredentials, SessionRow

_MOMENT = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)
_USER_ID = UUID("1f0c7a52-0000-6d10-b1a9-0242ac120001")
_ID = UUID("1f0c7a52-0000-6d10-b1a9-0242ac120005")
_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

SESSION = SessionRow(
    id=_ID,
    user_id=_USER_ID,
    client_id="web_shop",
    scope=["orders:place", "orders:read"],
    opened_at=_MOMENT,
    last_used_at=_MOMENT,
    expires_at=_MOMENT + timedelta(days=30),
    address="192.0.2.7",
    user_agent="Mozilla/5.0",
    version=1,
    created_at=_MOMENT,
    updated_at=_MOMENT,
)
SESSION_CREDENTIALS = SessionCredentials.model_validate({**vars(SESSION), "secret_hash": _HASH})
ONE_TIME_TOKEN = OneTimeTokenRow(
    id=_ID,
    user_id=_USER_ID,
    purpose="authorization_code",
    expires_at=_MOMENT + timedelta(minutes=1),
    version=1,
    created_at=_MOMENT,
    updated_at=_MOMENT,
)
TOKEN_CREDENTIALS = OneTimeTokenCredentials.model_validate(
    {
        **vars(ONE_TIME_TOKEN),
        "payload": {
            "client_id": "web_shop",
            "redirect_uri": "https://shop.example.com/signed_in",
        },
    }
)
OAUTH_CLIENT = OAuthClientRow(
    id=_ID,
    client_id="warehouse_robot",
    name="Robot of the warehouse",
    is_confidential=True,
    scopes=["stock:read", "stock:write"],
    is_active=True,
    version=1,
    created_at=_MOMENT,
    updated_at=_MOMENT,
)
CLIENT_CREDENTIALS = OAuthClientCredentials.model_validate(
    {**vars(OAUTH_CLIENT), "secret_hash": _HASH}
)
SECURITY_ACT = SecurityActRow(
    id=_ID,
    act="log_in_failed",
    outcome="refused",
    subject_id=_USER_ID,
    subject_key=_HASH,
    address="192.0.2.7",
    user_agent="Mozilla/5.0",
    details={"reason": "wrong_password"},
    service="api_service",
    request_id="request_1",
    created_at=_MOMENT,
)
STANDINGS_REQUEST = StandingsRequest(subjects=[StandingSubject(user_id=_USER_ID, session_id=_ID)])
STANDINGS = StandingsAnswer(
    standings=[StandingRow(role="customer", is_active=True, session_open=True)]
)
ATTEMPTS = LogInAttemptsRow(failures=3, last_failure_at=_MOMENT)
COLLEAGUES = ColleaguesAnswer(
    colleagues=[ColleagueRow(user_id=_USER_ID, name="Ada Lovelace", role="staff")]
)
