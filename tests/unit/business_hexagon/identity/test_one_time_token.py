"""The one-time token aggregate."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from business_hexagon.domain.identity.one_time_token import (
    LIFETIMES,
    OneTimePurpose,
    OneTimeToken,
    password_key,
)
from business_hexagon.domain.values.email import Email

from tests.unit.business_hexagon.memory.people import ADA_ID, BOB_ID, user

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
TOKEN_ID = UUID(int=5)


def tokens() -> dict[OneTimePurpose, OneTimeToken]:
    """One of each purpose."""
    ada = user()
    return {
        OneTimePurpose.EMAIL_VERIFICATION: OneTimeToken.for_email(
            TOKEN_ID, ada, Email("king@example.com"), NOON
        ),
        OneTimePurpose.PASSWORD_RESET: OneTimeToken.for_password(TOKEN_ID, ada, NOON),
        OneTimePurpose.AUTHORIZATION_CODE: OneTimeToken.for_client(
            TOKEN_ID, ADA_ID, {"client_id": "web_shop"}, NOON
        ),
    }


@pytest.mark.parametrize("purpose", OneTimePurpose)
def test_a_token_works_until_it_is_used_or_too_old(purpose: OneTimePurpose) -> None:
    """Whatever it is for."""
    token = tokens()[purpose]
    assert token.purpose is purpose
    assert token.works(NOON + LIFETIMES[purpose] - timedelta(microseconds=1))
    assert not token.works(NOON + LIFETIMES[purpose])
    token.use(NOON)
    assert not token.works(NOON)


@pytest.mark.parametrize("purpose", OneTimePurpose)
def test_folding_its_events_gives_the_same_token_without_what_the_act_needs(
    purpose: OneTimePurpose,
) -> None:
    """That is kept beside the stream."""
    token = tokens()[purpose]
    token.use(NOON)
    folded = OneTimeToken.from_events(token.pending)
    assert (folded.id, folded.user_id, folded.purpose) == (TOKEN_ID, ADA_ID, purpose)
    assert (folded.expires_at, folded.used_at, folded.payload) == (token.expires_at, NOON, {})
    assert token.payload


def test_restores_a_token_from_its_row() -> None:
    """With its payload and its row's version."""
    token = OneTimeToken.restore(
        token_id=TOKEN_ID,
        user_id=ADA_ID,
        purpose=OneTimePurpose.PASSWORD_RESET,
        expires_at=NOON,
        used_at=None,
        payload={"email": "ada@example.com"},
        version=1,
        created_at=NOON,
    )
    assert (token.loaded_version, token.created_at, token.pending) == (1, NOON, ())


def test_a_password_key_changes_with_the_password_and_tells_nothing() -> None:
    """Two people with one password have two."""
    ada, bob = user(), user(BOB_ID)
    before = password_key(ada)
    assert before != password_key(bob)
    assert ada.password_hash not in before
    ada.change_password("other")
    assert password_key(ada) != before
