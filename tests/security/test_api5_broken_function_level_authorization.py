"""OWASP API5: every route of the three documents is tried by everybody who might try.

What they must get follows from the policy that is declared, so a route without one, or one whose
use case does not ask for what it declares, is found here.
"""

from functools import partial
from typing import Final

import pytest
from business_hexagon.application.access.operations import OPERATIONS, Audience
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.role_scopes import GUEST_SCOPES
from business_hexagon.domain.identity.scope import EVERY_SCOPE, Scope

from tests.fixtures.until_status import until_status
from tests.security.conftest import OpenClient
from tests.security.documents import Operation, operations_of
from tests.security.person import Person, registered
from tests.security.stage import CALLERS, DATA_SERVICES, Caller, Stage
from tests.security.wire import Wire, WireAnswer

_OPEN: Final = frozenset(
    {
        "/health",
        "/ready",
        "/metrics",
        "/.well-known/jwks.json",
        "/.well-known/oauth-authorization-server",
    }
)
_OF_AN_ACCOUNT: Final = frozenset({"list_orders", "list_refund_requests"})
"""Their scope is the guests' as well, but guests have no list of their own."""

_OF_FILES: Final = frozenset({"attach_file", "list_attachments"})
_OF_SUBJECTS: Final = {
    ("PUT", "tasks"): Scope.TASKS_USE,
    ("PUT", "orders"): Scope.ORDERS_PLACE,
    ("PUT", "products"): Scope.CATALOGUE_WRITE,
    ("GET", "tasks"): Scope.TASKS_USE,
    ("GET", "orders"): Scope.ORDERS_READ,
    ("GET", "products"): Scope.CATALOGUE_READ,
}
"""Files ask for the scope of what they belong to."""

_ENDS_SESSIONS: Final = ("/auth/log_out", "/auth/log_out_everywhere")


async def _api_operations(stage: Stage) -> list[Operation]:
    document = (await stage.wire_to("api_service").send("GET", "/openapi.json")).json
    found = [one for one in operations_of(document) if one.template not in _OPEN]
    # What ends the session of whoever tries it comes last.
    return sorted(found, key=lambda one: one.template.endswith(_ENDS_SESSIONS))


async def _tried(stage: Stage, person: Person, operation: Operation) -> WireAnswer:
    headers = [*person.authorization, *operation.headers]
    if operation.content_type:
        headers.append(("Content-Type", operation.content_type))
    # From an address of its own: what is tested here are rights, not quotas.
    return await Wire(stage.api_url).send(
        operation.method, operation.target, headers, operation.body
    )


def _expected(operation: Operation, scopes: frozenset[Scope], *, is_guest: bool) -> str:
    """The code of the refusal that the declared policies call for; empty for none."""
    policies = [OPERATIONS[name] for name in operation.serves]
    assert policies, f"{operation} declares no policy"
    assert all(one.audience is not Audience.INTERNAL for one in policies), operation
    if any(one.audience is Audience.PUBLIC for one in policies):
        return ""
    wanted = {one.scope for one in policies if one.scope is not None}
    if _OF_FILES.intersection(operation.serves):
        wanted.add(_OF_SUBJECTS[operation.method, operation.template.split("/")[3]])
    if is_guest:
        if not wanted <= GUEST_SCOPES:
            return "unauthenticated"
        open_to_guests = any(
            OPERATIONS[name].scope in GUEST_SCOPES and name not in _OF_AN_ACCOUNT
            for name in operation.serves
        )
        return "" if open_to_guests else "unauthenticated"
    return "" if wanted <= scopes else "permission_denied"


def _refusal(answer: WireAnswer) -> str:
    return answer.code if answer.code in {"unauthenticated", "permission_denied"} else ""


async def _differences(
    stage: Stage, person: Person, scopes: frozenset[Scope]
) -> list[tuple[str, str, str]]:
    """Operations, what they should have answered and what they did."""
    found = []
    for operation in await _api_operations(stage):
        answer = await _tried(stage, person, operation)
        assert answer.status < 500, (str(operation), answer)
        if operation.template.endswith(_ENDS_SESSIONS) and answer.status == 204 and person.email:
            person = await person.log_in()
        expected = _expected(operation, scopes, is_guest=person.token is None)
        if _refusal(answer) != expected:
            found.append((str(operation), expected, f"{answer.status} {answer.code}"))
    return found


async def test_a_guest_gets_where_guests_may_and_nowhere_else(stage: Stage, guest: Person) -> None:
    """Without a token."""
    assert await _differences(stage, guest, GUEST_SCOPES) == []


@pytest.mark.parametrize("role", list(Role))
async def test_each_role_gets_where_its_scopes_lead_and_nowhere_else(
    stage: Stage, admin: Person, role: Role
) -> None:
    """Customer, support, staff and administrator; the last gets everywhere: the control."""
    person = await registered(stage.api_url)
    if role is not Role.CUSTOMER:
        await admin.patch(f"/users/{person.user_id}", {"role": role.value})
        person = await person.log_in()
    assert await _differences(stage, person, role.scopes) == []


async def test_a_machine_gets_where_its_own_scopes_lead(
    stage: Stage, open_client: OpenClient
) -> None:
    """Client credentials with two scopes open what these two open."""
    scopes = frozenset({Scope.CATALOGUE_READ, Scope.STOCK_READ})
    machine = await open_client(*scopes)
    found = await _differences(stage, machine, scopes)
    assert [one for one in found if _needs_more_than_scopes(one)] == found
    assert not [one for one in found if one[1] != ""], found


def _needs_more_than_scopes(difference: tuple[str, str, str]) -> bool:
    """Whether a user is needed behind the request, which a machine is not."""
    _, expected, got = difference
    return expected == "" and got in {"403 permission_denied", "401 unauthenticated"}


async def test_a_machine_with_every_scope_is_still_no_user(
    admin: Person, open_client: OpenClient
) -> None:
    """It reads what anybody with the scope may read, and has no account to look at."""
    machine = await open_client(*EVERY_SCOPE)
    assert (await machine.get("/security_acts")).status == 200
    for path in ("/me", "/me/sessions"):
        refused = await machine.get(path)
        assert (refused.status, refused.code) == (403, "permission_denied"), path
    assert (await admin.get("/me")).status == 200


async def test_a_service_token_opens_nothing_on_the_api(stage: Stage) -> None:
    """What a data service believes means nothing to the API: a guest gets further."""
    issuer = stage.identity_of("api_service")
    for audience in (*DATA_SERVICES, "quintet_api", "api_service"):
        token = issuer.token_for(audience).decode()
        thief = Person(wire=Wire(stage.api_url), token=token)
        for operation in await _api_operations(stage):
            if _expected(operation, GUEST_SCOPES, is_guest=True) == "unauthenticated":
                answer = await _tried(stage, thief, operation)
                assert (answer.status, answer.code) == (401, "unauthenticated"), str(operation)


async def _data_operations(stage: Stage, service: str) -> list[Operation]:
    document = await stage.caller("quintet_cli", service).send("GET", "/openapi.json")
    assert document.status == 200, document
    return [*operations_of(document.json)]


async def _knock(caller: Caller, operation: Operation) -> WireAnswer:
    """Ask with a body that no operation takes: who is let in gets no further than its schema."""
    if operation.body is None:
        return await caller.send(operation.method, operation.target)
    content = [("Content-Type", "application/json")]
    return await caller.send(operation.method, operation.target, content, b"[]")


@pytest.mark.parametrize("service", DATA_SERVICES)
async def test_each_service_gets_where_it_has_business_and_nowhere_else(
    stage: Stage, service: str
) -> None:
    """Every route of a data service, tried by each of our services."""
    operations = await _data_operations(stage, service)
    assert len(operations) > 10
    for name in sorted(CALLERS):
        caller = stage.caller(name, service)
        for operation in operations:
            if operation.template in {"/health", "/ready", "/metrics"}:
                await until_status(200, partial(_knock, caller, operation))
                continue
            answer = await _knock(caller, operation)
            assert answer.status < 500, (name, str(operation), answer)
            assert operation.callers, f"{operation} declares no callers"
            refused = (answer.status, answer.code) == (403, "operation_not_allowed")
            assert refused == (name not in operation.callers), (name, str(operation), answer)
            assert answer.status != 401, (name, str(operation), answer)


@pytest.mark.parametrize("service", DATA_SERVICES)
async def test_people_and_strangers_get_nothing_but_health(
    stage: Stage, service: str, admin: Person
) -> None:
    """Neither without a token, nor with the administrator's, nor with one for another service."""
    other = next(each for each in DATA_SERVICES if each != service)
    stolen = stage.identity_of("quintet_cli").token_for(other).decode()
    wire = stage.wire_to(service)
    for operation in await _data_operations(stage, service):
        for token in (None, admin.token, stolen):
            headers = [] if token is None else [("Authorization", f"Bearer {token}")]
            answer = await wire.send(operation.method, operation.target, headers, operation.body)
            expected = 200 if operation.template == "/health" else 401
            assert answer.status == expected, (str(operation), answer)
    for path in ("/openapi.json", "/docs", "/redoc", "/nothing", "/"):
        assert (await wire.send("GET", path)).status == 401


async def test_a_policy_that_is_too_mild_would_be_found(stage: Stage, customer: Person) -> None:
    """Control: were customers meant to have the staff's scopes, the walk would complain."""
    found = await _differences(stage, customer, Role.STAFF.scopes)
    assert {one[1] for one in found} == {""}
    assert "GET /api/v1/analytics/revenue" in {one[0] for one in found}
