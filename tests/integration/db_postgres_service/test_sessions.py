"""Sessions and standings: one refresh wins, and a revocation is seen at once."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from db_postgres_service.infrastructure.errors import (
    RowNotFoundError,
    UniqueViolationError,
    VersionConflictError,
)
from db_postgres_service.use_cases import UseCases
from storage_contracts.identity import StandingRow, StandingsAnswer
from storage_contracts.rows.oauth_client_row import OAuthClientCredentials
from storage_contracts.rows.session_row import SessionCredentials
from storage_contracts.rows.user_row import UserCredentials, UserWrite
from uuid6 import uuid6

from tests.fixtures import identity_writes as identity
from tests.fixtures import storage_writes as build

pytestmark = pytest.mark.integration


async def _standing(
    use_cases: UseCases, user: UUID, session: UUID | None = None
) -> StandingRow | None:
    body = await use_cases.read_user_standings.read([(user, session)])
    return StandingsAnswer.model_validate_json(body).standings[0]


@pytest.mark.parametrize("writers", [2] * 5 + [12], ids=[*"abcde", "many"])
async def test_of_concurrent_rotations_of_one_refresh_token_exactly_one_wins(
    use_cases: UseCases, sql: build.Sql, writers: int
) -> None:
    """The losers write nothing: no second secret, no event, no act."""
    user, session = uuid6(), uuid6()
    await use_cases.apply_atomic_write.apply(identity.log_in_write(user, session))

    async def rotate(number: int) -> str | None:
        secret = f"secret {number}"
        act = identity.act("refreshed", subject_id=user)
        write = identity.rotation(session, user, secret)
        try:
            await use_cases.apply_atomic_write.apply(
                write.model_copy(update={"security_acts": [act]})
            )
        except VersionConflictError as error:
            return None if error.current_version == 2 else str(error)
        return secret

    outcomes = await asyncio.gather(*map(rotate, range(writers)))
    won = [secret for secret in outcomes if secret is not None]
    assert len(won) == 1
    document = await use_cases.read_session_credentials.read(session)
    stored = SessionCredentials.model_validate_json(document.body)
    assert stored.secret_hash == identity.digest(won[0])
    assert stored.previous_hash == identity.digest("first")
    events = "SELECT count(*) FROM event_store WHERE stream = $1"
    assert await sql.fetchval(events, f"session/{session}") == 2
    acts = "SELECT count(*) FROM security_acts WHERE subject_id = $1"
    assert await sql.fetchval(acts, user) == 1


async def test_a_session_is_read_back_as_it_was_written(use_cases: UseCases) -> None:
    """Every column of it, the scope in its order."""
    user, session = uuid6(), uuid6()
    await use_cases.apply_atomic_write.apply(identity.log_in_write(user, session))
    document = await use_cases.read_session_credentials.read(session)
    read = SessionCredentials.model_validate_json(document.body)
    assert read == identity.session_row(session, user)


async def test_a_client_is_found_by_its_public_name_and_has_it_alone(use_cases: UseCases) -> None:
    """Two clients of one name would be one to everybody else."""
    name = f"robot_{uuid6().hex}"
    write = identity.client_write(name)
    await use_cases.apply_atomic_write.apply(write)
    document = await use_cases.read_client_credentials.read(name)
    assert OAuthClientCredentials.model_validate_json(document.body) == write.rows[0].row
    with pytest.raises(UniqueViolationError) as caught:
        await use_cases.apply_atomic_write.apply(identity.client_write(name))
    assert caught.value.field == "client_id"
    with pytest.raises(RowNotFoundError):
        await use_cases.read_client_credentials.read(name.upper())


async def test_standings_come_in_the_order_of_the_request(use_cases: UseCases) -> None:
    """Whoever is unknown is null, in his place."""
    known, session, unknown = uuid6(), uuid6(), uuid6()
    await use_cases.apply_atomic_write.apply(identity.log_in_write(known, session))
    body = await use_cases.read_user_standings.read(
        [(unknown, None), (known, session), (known, None), (known, uuid6()), (unknown, session)]
    )
    opened = StandingRow(role="customer", is_active=True, session_open=True)
    closed = StandingRow(role="customer", is_active=True, session_open=False)
    assert StandingsAnswer.model_validate_json(body).standings == [
        None,
        opened,
        closed,
        closed,
        None,
    ]


async def test_a_session_is_open_only_to_its_own_user(use_cases: UseCases) -> None:
    """A session id of somebody else opens nothing."""
    mine, theirs, session, other = (uuid6() for _ in range(4))
    await use_cases.apply_atomic_write.apply(identity.log_in_write(mine, session))
    await use_cases.apply_atomic_write.apply(identity.log_in_write(theirs, other))
    standing = await _standing(use_cases, theirs, session)
    assert standing is not None
    assert not standing.session_open


async def test_a_revoked_or_expired_session_is_not_open(use_cases: UseCases) -> None:
    """Seen with the next question."""
    user, session, old = uuid6(), uuid6(), uuid6()
    apply = use_cases.apply_atomic_write.apply
    await apply(identity.log_in_write(user, session))
    await apply(identity.revocation(session, user))
    revoked = await _standing(use_cases, user, session)
    past = datetime.now(UTC) - timedelta(seconds=1)
    other = uuid6()
    await apply(identity.log_in_write(other, old, expires_at=past))
    expired = await _standing(use_cases, other, old)
    assert revoked is not None
    assert expired is not None
    assert (revoked.session_open, expired.session_open) == (False, False)


async def test_a_change_of_role_or_activity_is_seen_with_the_next_question(
    use_cases: UseCases,
) -> None:
    """And so is a log out everywhere."""
    user, session = uuid6(), uuid6()
    apply = use_cases.apply_atomic_write.apply
    await apply(identity.log_in_write(user, session))
    before = UserCredentials.model_validate_json(
        (await use_cases.read_user_credentials.read(user)).body
    )
    after = before.model_copy(
        update={
            "role": "support",
            "is_active": False,
            "sessions_valid_from": build.MOMENT,
            "email_verified_at": build.MOMENT,
            "version": 2,
        }
    )
    write = UserWrite(expected_version=1, row=after)
    await apply(build.rows_write(write))
    assert await _standing(use_cases, user, session) == StandingRow(
        role="support",
        is_active=False,
        sessions_valid_from=build.MOMENT,
        session_open=True,
    )
    read = await use_cases.read_user_credentials.read(user)
    assert UserCredentials.model_validate_json(read.body) == after
