"""Looking at accounts, sessions, programs and the audit."""

from uuid import UUID

import pytest
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.record_key_rotation import (
    RecordKeyRotation,
    RecordKeyRotationCommand,
    RotationStage,
)
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.documents import Document, PageRequest
from business_hexagon.application.queries.identity.get_user import GetUser, GetUserQuery
from business_hexagon.application.queries.identity.list_my_sessions import (
    ListMySessions,
    ListMySessionsQuery,
)
from business_hexagon.application.queries.identity.list_oauth_clients import (
    ListOAuthClients,
    ListOAuthClientsQuery,
)
from business_hexagon.application.queries.identity.list_security_acts import (
    ListSecurityActs,
    ListSecurityActsQuery,
)
from business_hexagon.application.queries.identity.list_users import ListUsers, ListUsersQuery
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.role_scopes import CUSTOMER_SCOPES

from tests.fakes.in_memory_identity_documents import (
    InMemoryOAuthClientDocuments,
    InMemorySecurityActDocuments,
    InMemorySessionDocuments,
)
from tests.unit.business_hexagon.memory.identity_world import ADMIN, IdentityWorld
from tests.unit.business_hexagon.memory.people import (
    ADA,
    ADA_ID,
    BOB,
    BOB_ID,
    GUEST,
    STAFF,
    SUPPORT,
)
from tests.unit.business_hexagon.memory.recording_documents import RecordingDocuments

PAGE = PageRequest()


async def test_support_looks_at_accounts_and_customers_do_not() -> None:
    """It takes `users:read`."""
    document = Document(b"{}", 1, ADA_ID)
    documents = RecordingDocuments({ADA_ID: document})
    get_user, list_users = GetUser(documents=documents), ListUsers(documents=documents)

    assert await get_user.execute(GetUserQuery(SUPPORT, ADA_ID)) is document
    assert (await list_users.execute(ListUsersQuery(SUPPORT, PAGE))).content
    with pytest.raises(NotFound):
        await get_user.execute(GetUserQuery(SUPPORT, BOB_ID))
    with pytest.raises(PermissionDenied, match="users:read"):
        await get_user.execute(GetUserQuery(ADA, ADA_ID))
    with pytest.raises(PermissionDenied, match="users:read"):
        await list_users.execute(ListUsersQuery(ADA, PAGE))


async def test_everybody_sees_his_own_sessions(world: IdentityWorld) -> None:
    """And nobody another's."""
    session = world.session_of(await world.logged_in())
    use_case = ListMySessions(documents=InMemorySessionDocuments(world.storage))

    assert (
        str(session.id).encode() in (await use_case.execute(ListMySessionsQuery(ADA, PAGE))).content
    )
    assert (
        str(session.id).encode()
        not in (await use_case.execute(ListMySessionsQuery(BOB, PAGE))).content
    )
    for actor in (GUEST, Actor.of_client("importer", CUSTOMER_SCOPES)):
        with pytest.raises(PermissionDenied):
            await use_case.execute(ListMySessionsQuery(actor, PAGE))


async def test_staff_reads_the_audit_and_support_does_not(world: IdentityWorld) -> None:
    """It takes `security:read`."""
    await world.logged_in()
    use_case = ListSecurityActs(documents=InMemorySecurityActDocuments(world.storage))

    assert b"log_in" in (await use_case.execute(ListSecurityActsQuery(STAFF, PAGE))).content
    with pytest.raises(PermissionDenied, match="security:read"):
        await use_case.execute(ListSecurityActsQuery(SUPPORT, PAGE))


async def test_administrators_see_programs_and_staff_does_not(world: IdentityWorld) -> None:
    """It takes `clients:write`."""
    world.put_client("importer")
    use_case = ListOAuthClients(documents=InMemoryOAuthClientDocuments(world.storage))

    assert b"importer" in (await use_case.execute(ListOAuthClientsQuery(ADMIN, PAGE))).content
    with pytest.raises(PermissionDenied, match="clients:write"):
        await use_case.execute(ListOAuthClientsQuery(STAFF, PAGE))


async def test_rotations_of_keys_are_recorded_by_our_own_processes(world: IdentityWorld) -> None:
    """Nobody else has them."""
    use_case = RecordKeyRotation(writes=world.writes, ids=world.ids)
    for stage in RotationStage:
        command = RecordKeyRotationCommand("key_2", stage, retired_key_ids=("key_1",))
        await use_case.execute(command)
    assert world.audit == ["signing_key_rotated ok"] * 2
    assert [act.details for act in world.acts] == [
        {"key_id": "key_2", "stage": stage, "retired": "key_1"} for stage in ("begun", "done")
    ]
    admin = Actor(UUID(int=9), Role.ADMIN)
    with pytest.raises(PermissionDenied):
        await use_case.execute(RecordKeyRotationCommand("key_3", RotationStage.BEGUN, admin))
