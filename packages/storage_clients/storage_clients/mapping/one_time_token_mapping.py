"""One-time tokens."""

from datetime import datetime

from business_hexagon.domain.identity.one_time_token import OneTimePurpose, OneTimeToken
from storage_contracts.rows.one_time_token_row import (
    OneTimeTokenCredentials,
    OneTimeTokenRow,
    OneTimeTokenWrite,
)

__all__ = ["one_time_token_from_row", "one_time_token_row", "one_time_token_write"]


def one_time_token_from_row(row: OneTimeTokenCredentials) -> OneTimeToken:
    """Rebuild a token."""
    return OneTimeToken.restore(
        token_id=row.id,
        user_id=row.user_id,
        purpose=OneTimePurpose(row.purpose),
        expires_at=row.expires_at,
        used_at=row.used_at,
        payload=dict(row.payload),
        version=row.version,
        created_at=row.created_at,
    )


def one_time_token_row(token: OneTimeToken, now: datetime) -> OneTimeTokenRow:
    """The row that a token's events lead to, without the payload, which no event has."""
    return OneTimeTokenRow(
        id=token.id,
        user_id=token.user_id,
        purpose=token.purpose.value,
        expires_at=token.expires_at,
        used_at=token.used_at,
        version=token.version,
        created_at=token.created_at or now,
        updated_at=now,
    )


def one_time_token_write(token: OneTimeToken, now: datetime) -> OneTimeTokenWrite:
    """What a token's pending events change."""
    return OneTimeTokenWrite(
        expected_version=token.loaded_version,
        row=OneTimeTokenCredentials(
            **vars(one_time_token_row(token, now)), payload=dict(token.payload)
        ),
    )
