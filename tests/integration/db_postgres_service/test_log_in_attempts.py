"""Failed log ins are counted in the audit: the same number that anybody counts by hand."""

import random
from datetime import datetime, timedelta

import pytest
from db_postgres_service.use_cases import UseCases
from storage_contracts.identity import MOST_FAILURES, LogInAttemptsRow
from storage_contracts.rows.security_act_row import SecurityActEntry
from uuid6 import uuid6

from tests.fixtures import identity_writes as identity
from tests.fixtures import storage_writes as build

pytestmark = pytest.mark.integration

_KINDS = (
    ("log_in_failed", True),
    ("log_in_failed", True),
    ("log_in_failed", True),
    ("log_in", False),
    ("log_in", True),  # the right password of a closed account forgives nothing
    ("password_reset", False),
    ("password_reset", True),
    ("log_out", False),
    ("password_changed", False),
)
_AT_ONCE = 20


async def _attempts(use_cases: UseCases, subject_key: str) -> LogInAttemptsRow:
    body = await use_cases.read_log_in_attempts.read(subject_key)
    return LogInAttemptsRow.model_validate_json(body)


async def _record(use_cases: UseCases, acts: list[SecurityActEntry]) -> None:
    for start in range(0, len(acts), _AT_ONCE):
        await use_cases.apply_atomic_write.apply(
            identity.acts_write(*acts[start : start + _AT_ONCE])
        )


def _recounted(acts: list[SecurityActEntry]) -> LogInAttemptsRow:
    """Walk through the history as a person would."""
    failures, last = 0, None
    for act in sorted(acts, key=lambda one: one.created_at):
        if act.act in {"log_in", "password_reset"} and act.outcome == "ok":
            failures, last = 0, None
        elif act.act == "log_in_failed":
            failures, last = failures + 1, act.created_at
    return LogInAttemptsRow(failures=failures, last_failure_at=last)


@pytest.mark.parametrize("seed", range(25))
async def test_the_count_equals_a_naive_recount(use_cases: UseCases, seed: int) -> None:
    """Any history, stored in any order, between the acts of others."""
    chance = random.Random(seed)
    mine, theirs = identity.digest(f"mine {uuid6()}"), identity.digest(f"theirs {uuid6()}")
    moments = [build.MOMENT + timedelta(seconds=second) for second in range(60)]
    history = [
        identity.act(kind, refused=refused, subject_key=chance.choice((mine, mine, theirs)), at=at)
        for at in moments[: chance.randrange(60)]
        for kind, refused in (chance.choice(_KINDS),)
    ]
    chance.shuffle(history)
    await _record(use_cases, history)
    for key in (mine, theirs):
        counted = await _attempts(use_cases, key)
        assert counted == _recounted([act for act in history if act.subject_key == key])


async def test_an_address_that_nobody_tried_has_no_failures(use_cases: UseCases) -> None:
    """Unknown is the same as never failed."""
    nothing = await _attempts(use_cases, identity.digest(str(uuid6())))
    assert nothing == LogInAttemptsRow(failures=0, last_failure_at=None)


async def test_an_attacker_cannot_make_the_count_expensive(
    use_cases: UseCases, sql: build.Sql
) -> None:
    """No more than the most are read, the newest first."""
    key = identity.digest(str(uuid6()))
    last: datetime = await sql.fetchval(
        """
        WITH written AS (
            INSERT INTO security_acts (id, act, outcome, subject_key, address, user_agent, details,
                service, request_id, created_at)
            SELECT gen_random_uuid(), 'log_in_failed', 'refused', $1, '', '', '{}', 'tests', '',
                $2::timestamptz + n * interval '1 second'
            FROM generate_series(1, $3::int) n
            RETURNING created_at
        ) SELECT max(created_at) FROM written
        """,
        key,
        build.MOMENT,
        MOST_FAILURES + 500,
    )
    counted = await _attempts(use_cases, key)
    assert (counted.failures, counted.last_failure_at) == (MOST_FAILURES, last)
