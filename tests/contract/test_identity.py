"""What every implementation of the ports of identity does."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest
from business_hexagon.application.errors import NotUnique, VersionConflict
from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.application.ports.documents import PageRequest
from business_hexagon.application.ports.user_standings import Standing
from business_hexagon.domain.identity.oauth_client import OAuthClient
from business_hexagon.domain.identity.opaque_secret import hash_of
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.scope import Scope

from tests.contract.identity import (
    FIRST_SECRET,
    SECOND_SECRET,
    a_client,
    a_code,
    a_session,
    long_ago,
    stored_client,
    stored_session,
)
from tests.contract.shop import a_user, new_id
from tests.contract.storage_ports import StoragePorts


def _fields(aggregate: object) -> dict[str, object]:
    """What an aggregate holds, but for its bookkeeping."""
    own = [name for kind in type(aggregate).__mro__ for name in getattr(kind, "__slots__", ())]
    kept = set(own) - {"_pending", "created_at", "loaded_version"}
    return {name: getattr(aggregate, name) for name in kept}


async def test_a_user_is_read_back_with_all_that_log_in_needs(ports: StoragePorts) -> None:
    """By id and by address the same."""
    user = a_user()
    email = user.log_in_email()
    user.verify_email(email, datetime.now(UTC))
    user.close_sessions(datetime.now(UTC))
    user.change_role(Role.SUPPORT)
    await ports.writes.commit(Change(saves=(user,)))
    by_id, by_email = await ports.users.get(user.id), await ports.users.by_email(email)
    assert by_id is not None
    assert by_email is not None
    assert _fields(by_id) == _fields(by_email) == _fields(user)


async def test_open_administrators_are_counted(ports: StoragePorts) -> None:
    """A closed account is none, and a customer is none."""
    before = await ports.users.active_administrators()
    users = [a_user() for _ in range(3)]
    for user in users[:2]:
        user.change_role(Role.ADMIN)
    users[0].deactivate(datetime.now(UTC))
    await ports.writes.commit(Change(saves=tuple(users)))
    assert await ports.users.active_administrators() == before + 1


async def test_a_session_is_read_back_as_it_was_written(ports: StoragePorts) -> None:
    """New, rotated, proven again and revoked; its secrets included."""
    session = await stored_session(ports)
    for step in range(4):
        loaded = await ports.sessions.get(session.id)
        assert loaded is not None
        assert _fields(loaded) == _fields(session)
        match step:
            case 0:
                session.rotate(FIRST_SECRET, SECOND_SECRET, datetime.now(UTC))
            case 1:
                session.reauthenticate(datetime.now(UTC))
            case _:
                session.revoke("log_out", datetime.now(UTC))
        if session.pending:
            await ports.writes.commit(Change(saves=(session,)))
            session.mark_saved()
    assert await ports.sessions.get(new_id()) is None


async def test_of_two_rotations_of_one_refresh_token_exactly_one_wins(
    ports: StoragePorts,
) -> None:
    """Whoever comes second learns that he is, and nothing of his is kept."""
    session = await stored_session(ports)
    rotated = []
    for secret in (SECOND_SECRET, hash_of("third")):
        copy = await ports.sessions.get(session.id)
        assert copy is not None
        copy.rotate(FIRST_SECRET, secret, datetime.now(UTC))
        rotated.append(copy)
    outcomes = await asyncio.gather(
        *(ports.writes.commit(Change(saves=(copy,))) for copy in rotated), return_exceptions=True
    )
    refused = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert [type(error) for error in refused] == [VersionConflict]
    winner = rotated[0 if isinstance(outcomes[1], VersionConflict) else 1]
    stored = await ports.sessions.get(session.id)
    assert stored is not None
    assert _fields(stored) == _fields(winner)
    assert len(await ports.streams.read("session", session.id)) == 2


async def test_a_one_time_token_is_read_back_with_its_payload(ports: StoragePorts) -> None:
    """Before and after its use."""
    user = a_user()
    code = a_code(user)
    await ports.writes.commit(Change(saves=(user, code)))
    code.mark_saved()
    loaded = await ports.one_time_tokens.get(code.id)
    assert loaded is not None
    assert _fields(loaded) == _fields(code)
    loaded.use(datetime.now(UTC))
    await ports.writes.commit(Change(saves=(loaded,)))
    used = await ports.one_time_tokens.get(code.id)
    assert used is not None
    assert _fields(used) == _fields(loaded)
    assert await ports.one_time_tokens.get(new_id()) is None


async def test_of_two_uses_of_a_one_time_token_one_is_refused(ports: StoragePorts) -> None:
    """Single use holds also against two of the same moment."""
    user = a_user()
    code = a_code(user)
    await ports.writes.commit(Change(saves=(user, code)))
    used = []
    for _ in range(2):
        copy = await ports.one_time_tokens.get(code.id)
        assert copy is not None
        copy.use(datetime.now(UTC))
        used.append(copy)
    outcomes = await asyncio.gather(
        *(ports.writes.commit(Change(saves=(copy,))) for copy in used), return_exceptions=True
    )
    assert sum(isinstance(outcome, VersionConflict) for outcome in outcomes) == 1


async def test_a_client_is_read_back_by_its_public_name(ports: StoragePorts) -> None:
    """New, with a second secret beside the first, and switched off."""
    client = await stored_client(ports)
    for step in range(3):
        loaded = await ports.oauth_clients.get(client.client_id)
        assert loaded is not None
        assert _fields(loaded) == _fields(client)
        if step == 0:
            client.rotate_secret(SECOND_SECRET, keep_previous=True)
        else:
            client.deactivate()
        if client.pending:
            await ports.writes.commit(Change(saves=(client,)))
            client.mark_saved()


@pytest.mark.parametrize("name", ["nobody", "", "a" * 300, "../users", "x/y", "\0", "é\n"])
async def test_what_is_no_clients_name_is_nobodys(ports: StoragePorts, name: str) -> None:
    """Whatever a stranger sends is answered alike."""
    assert await ports.oauth_clients.get(name) is None
    assert await ports.client_standings.of(name) is None


async def test_a_second_client_of_one_name_is_refused(ports: StoragePorts) -> None:
    """The field is named."""
    client = await stored_client(ports)
    twin = OAuthClient.create(
        oauth_client_id=new_id(),
        client_id=client.client_id,
        name="Twin",
        secret_hash=None,
        redirect_uris=(),
        scopes=frozenset(),
    )
    with pytest.raises(NotUnique) as refusal:
        await ports.writes.commit(Change(saves=(twin,)))
    assert refusal.value.field == "client_id"


async def test_a_client_stands_while_it_is_active(ports: StoragePorts) -> None:
    """Its scopes are told; nothing of one that is switched off or unknown."""
    client = a_client(frozenset({Scope.STOCK_READ, Scope.ORDERS_READ_ALL}))
    await ports.writes.commit(Change(saves=(client,)))
    client.mark_saved()
    assert await ports.client_standings.of(client.client_id) == client.scopes
    client.deactivate()
    await ports.writes.commit(Change(saves=(client,)))
    assert await ports.client_standings.of(client.client_id) is None
    assert await ports.client_standings.of("nobody") is None


async def test_a_user_stands_as_the_last_write_says(ports: StoragePorts) -> None:
    """Role, activity and session, each seen with the next question."""
    user = a_user()
    session = a_session(user)
    await ports.writes.commit(Change(saves=(user, session)))
    user.mark_saved()
    session.mark_saved()
    opened = Standing(Role.CUSTOMER, is_active=True, sessions_valid_from=None, session_open=True)
    assert await ports.user_standings.of(user.id, session.id) == opened
    without = await ports.user_standings.of(user.id, None)
    assert without is not None
    assert not without.session_open
    assert await ports.user_standings.of(new_id(), session.id) is None
    user.change_role(Role.STAFF)
    session.revoke("log_out", datetime.now(UTC))
    await ports.writes.commit(Change(saves=(user, session)))
    closed = Standing(Role.STAFF, is_active=True, sessions_valid_from=None, session_open=False)
    assert await ports.user_standings.of(user.id, session.id) == closed


async def test_a_log_out_everywhere_closes_what_was_opened_before(ports: StoragePorts) -> None:
    """A session opened in that moment or later stays open."""
    user, moment = a_user(), long_ago()
    older = a_session(user, moment - timedelta(microseconds=1))
    same = a_session(user, moment)
    user.close_sessions(moment)
    await ports.writes.commit(Change(saves=(user, older, same)))
    for session, is_open in ((older, False), (same, True)):
        standing = await ports.user_standings.of(user.id, session.id)
        assert standing is not None
        assert standing.session_open is is_open
        assert standing.sessions_valid_from == moment


async def test_a_session_that_ran_out_is_not_open(ports: StoragePorts) -> None:
    """Thirty days are the most."""
    session = await stored_session(ports, datetime.now(UTC) - timedelta(days=30, seconds=1))
    standing = await ports.user_standings.of(session.user_id, session.id)
    assert standing is not None
    assert not standing.session_open


async def test_standings_of_one_moment_are_not_mixed_up(ports: StoragePorts) -> None:
    """Fifty questions at once, some of them about nobody, each with its own answer."""
    sessions = [await stored_session(ports) for _ in range(5)]
    asked = [(one.user_id, one.id) for one in sessions] * 10
    asked[::7] = [(new_id(), session) for _, session in asked[::7]]
    answers = await asyncio.gather(
        *(ports.user_standings.of(user, session) for user, session in asked)
    )
    known = {one.user_id for one in sessions}
    assert [answer is not None for answer in answers] == [user in known for user, _ in asked]


async def test_a_users_sessions_are_only_theirs(ports: StoragePorts) -> None:
    """And none of their secrets is shown."""
    mine, theirs = await stored_session(ports), await stored_session(ports)
    page = await ports.session_documents.page_of(mine.user_id, PageRequest())
    assert [item["id"] for item in json.loads(page.content)["items"]] == [str(mine.id)]
    assert str(theirs.id) not in page.content.decode()
    assert FIRST_SECRET not in page.content.decode()


async def test_clients_are_listed_without_their_secrets(ports: StoragePorts) -> None:
    """An administrator sees names and scopes."""
    client = await stored_client(ports)
    request = PageRequest().only("client_id", client.client_id)
    page = await ports.oauth_client_documents.page(request)
    assert [item["id"] for item in json.loads(page.content)["items"]] == [str(client.id)]
    assert FIRST_SECRET not in page.content.decode()
