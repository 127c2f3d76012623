"""`quintet rebuild` over a real data service: identity comes back from its events."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.domain.identity.role import Role
from quintet_cli.rebuilding.rebuilding import rebuild
from quintet_cli.rebuilding.report import RebuildReport

from tests.contract.identity import FIRST_SECRET, SECOND_SECRET, a_client, a_code, a_session, an_act
from tests.contract.shop import a_user
from tests.contract.storage_ports import http_ports
from tests.fixtures import storage_writes as build
from tests.fixtures.any_service import AnyService
from tests.fixtures.service_identities import client_of, public_keys
from tests.fixtures.service_process import free_port, migrate, service_process

pytestmark = pytest.mark.integration

_KINDS = {"user": 1, "session": 1, "one_time_token": 1, "oauth_client": 1, "security_act": 1}


class _Quiet:
    """Shows nothing."""

    def advance(self, kind: str, rows: int) -> None:
        """Nobody looks."""


@pytest.fixture
def service_url(fresh_postgres_url: str) -> Iterator[str]:
    """A data service with a database of its own: a rebuild looks at every row."""
    port = free_port()
    environment = {
        "POSTGRES_URL": fresh_postgres_url,
        "DB_POSTGRES_SERVICE_PORT": str(port),
        "SERVICE_PUBLIC_KEYS": public_keys(),
    }
    migrate("db_postgres_service", environment)
    with service_process("db_postgres_service", port, environment) as url:
        yield url


@pytest.fixture
async def story(service_url: str) -> str:
    """One of everything, each with a past."""
    now = datetime.now(UTC)
    user, client = a_user(), a_client()
    session, code = a_session(user), a_code(user)
    async with AnyService("db_postgres_service", service_url) as service:
        writes = http_ports(service).writes
        await writes.commit(Change(saves=(user, session, code, client)))
        for aggregate in (user, session, code, client):
            aggregate.mark_saved()
        assert user.email is not None
        user.verify_email(user.email, now)
        user.change_role(Role.SUPPORT)
        user.change_password("$argon2id$another")
        session.rotate(FIRST_SECRET, SECOND_SECRET, now)
        code.use(now)
        client.rotate_secret(SECOND_SECRET, keep_previous=True)
        await writes.commit(
            Change(saves=(user, session, code, client), security_acts=(an_act(subject_id=user.id),))
        )
    return service_url


async def _rebuilt(url: str) -> RebuildReport:
    client = client_of("quintet_cli", "db_postgres_service", url)
    report = await rebuild(client, _Quiet())
    await client.aclose()
    return report


async def test_every_row_of_identity_is_what_its_events_make_of_it(story: str) -> None:
    """And the report says which columns it could not compare."""
    report = await _rebuilt(story)
    assert report.passed, report
    assert {kind: report.kinds[kind].rows for kind in _KINDS} == _KINDS
    assert report.kinds["user"].beside == ["password_hash"]
    assert report.kinds["one_time_token"].beside == ["payload"]


async def test_what_was_changed_behind_the_events_is_found(
    story: str, fresh_postgres_url: str
) -> None:
    """Somebody with a connection to the database gave himself what nobody gave him."""
    connection = await build.connect(fresh_postgres_url)
    await connection.execute(
        """
        UPDATE users SET role = 'admin', email_verified_at = NULL;
        UPDATE sessions SET scope = '[]', expires_at = now() + interval '9 years';
        UPDATE one_time_tokens SET used_at = NULL;
        UPDATE oauth_clients SET scopes = '["ops:discard"]';
        """
    )
    await connection.close()
    report = await _rebuilt(story)
    assert not report.passed
    found = {
        kind: sorted(one.field for one in report.kinds[kind].differences)
        for kind in _KINDS
        if report.kinds[kind].differences
    }
    assert found == {
        "user": ["email_verified_at", "role"],
        "session": ["expires_at", "scope"],
        "one_time_token": ["used_at"],
        "oauth_client": ["scopes"],
    }
