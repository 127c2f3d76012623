"""The service over HTTP: what callers see, also when they are wrong or PostgreSQL is gone."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from db_postgres_service.composition_root import run_service
from db_postgres_service.settings import Settings
from http_transport import Response
from prometheus_client import CollectorRegistry
from pydantic import SecretStr
from storage_contracts.atomic_write import (
    AtomicWrite,
    AtomicWriteBatch,
    AtomicWriteBatchResult,
    AtomicWriteResult,
    ProductGuard,
)
from storage_contracts.outbox import OutboxClaim
from storage_contracts.rows.order_row import OrderRow
from storage_contracts.rows.task_row import TaskWrite
from telemetry import HttpMetrics
from uuid6 import uuid6

from tests.fixtures import identity_writes as identity
from tests.fixtures import storage_writes as build
from tests.fixtures.service_client import ServiceClient
from tests.fixtures.service_identities import public_keys
from tests.fixtures.until_status import until_status

pytestmark = pytest.mark.integration

_NOBODY = "1f0c7a52-55f2-6d10-b1a9-0242ac120002"
_JSON = [(b"Content-Type", b"application/json")]


@pytest.fixture(scope="module")
async def client(database_url: str) -> AsyncIterator[ServiceClient]:
    """A client of the running service."""
    stop, port = asyncio.Event(), asyncio.get_running_loop().create_future()
    settings = Settings(
        postgres_url=SecretStr(database_url),
        db_postgres_service_port=0,
        log_level="error",
        service_public_keys=public_keys(),
    )
    serving = asyncio.create_task(
        run_service(
            settings,
            metrics=HttpMetrics(CollectorRegistry()),
            stop=stop,
            on_started=port.set_result,
        )
    )
    await asyncio.wait([serving, port], return_when=asyncio.FIRST_COMPLETED)
    if serving.done():
        serving.result()
    client = ServiceClient("db_postgres_service", f"http://127.0.0.1:{await port}")
    yield client
    waiting = asyncio.create_task(
        _post(client, "/outbox/claims", OutboxClaim(wait_seconds=30, limit=1).model_dump_json())
    )
    # quintet: allow Q808 until 2027-05-31: nothing tells that the claim has begun to wait
    await asyncio.sleep(0.1)
    stop.set()
    async with asyncio.timeout(15):
        await serving
        assert (await waiting).status == 200
    await client.aclose()


async def _post(client: ServiceClient, path: str, body: str) -> Response:
    return await client.request("POST", path, headers=_JSON, body=body.encode())


def _by_worker(write: AtomicWrite) -> AtomicWrite:
    context = build.CONTEXT.model_copy(update={"service": "worker_service"})
    return write.model_copy(update={"context": context})


def _problem(response: Response) -> dict[str, object]:
    assert response.header("content-type") == "application/problem+json"
    document: dict[str, object] = json.loads(response.body)
    assert document["status"] == response.status
    return document


async def test_an_order_is_placed_and_read_with_its_version_as_etag(client: ServiceClient) -> None:
    """The way of an order through the interface, with the headers that the API passes on."""
    product = uuid6()
    created = await _post(client, "/atomic_writes", build.create_product(product).model_dump_json())
    assert json.loads(created.body) == {"replayed": False, "response": None}
    order = build.order_row(uuid6(), [product], user_id=uuid6())
    write = build.place_order(
        order,
        guards=[ProductGuard(product_id=product, version=1)],
        idempotency=build.claim(str(order.id)),
        response='"stored"',
    )
    placed = await _post(client, "/orders/place", write.model_dump_json())
    again = await _post(client, "/orders/place", write.model_dump_json())
    assert [AtomicWriteResult.model_validate_json(r.body).replayed for r in (placed, again)] == [
        False,
        True,
    ]
    read = await client.request("GET", f"/orders/{order.id}")
    assert OrderRow.model_validate_json(read.body) == order
    assert read.header("etag") == '"1"'
    assert read.header("x-owner-id") == str(order.user_id)
    assert read.header("x-request-id")
    record = await client.request("GET", f"/idempotency_records?scope=test&key={order.id}")
    assert json.loads(record.body)["response"] == '"stored"'


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code", "field"),
    [
        ("GET", "/orders/nonsense", None, 422, "validation", "path.key"),
        ("GET", "/orders/1f0c7a52-55f2-6d10-b1a9-0242ac120002", None, 404, "not_found", None),
        ("GET", "/orders?limit=0", None, 422, "validation", "query.limit"),
        ("GET", "/orders?limit=501", None, 422, "validation", "query.limit"),
        ("GET", "/orders?cursor=garbage", None, 422, "cursor_invalid", "query.cursor"),
        ("GET", "/orders?color__eq=red", None, 422, "validation", "query.color__eq"),
        ("GET", "/orders?sort=total", None, 422, "validation", "query.sort"),
        ("GET", "/orders?sort=id&sort=id", None, 422, "validation", "query.sort"),
        ("GET", "/nowhere", None, 404, "not_found", None),
        ("DELETE", "/orders", None, 405, "method_not_allowed", None),
        ("POST", "/orders/place", "{", 400, "malformed_json", None),
        ("POST", "/orders/place", "[]", 422, "validation", ""),
        ("POST", "/orders/place", "{}", 422, "validation", "context"),
        ("POST", "/atomic_writes", '{"color":1}', 422, "validation", "context"),
        ("POST", "/outbox/claims", '{"limit":0}', 422, "validation", "limit"),
        ("POST", "/users/batch_get", '{"ids":["x"]}', 422, "validation", "ids.0"),
        ("POST", "/order_processes/batch_get", '{"order_ids":[]}', 422, "validation", "order_ids"),
        ("GET", "/event_streams/Order!/x", None, 422, "validation", "path.kind"),
        ("GET", "/users/by_email/nobody%40example.com", None, 404, "not_found", None),
        ("GET", "/session_credentials/nonsense", None, 422, "validation", "path.key"),
        ("GET", f"/session_credentials/{_NOBODY}", None, 404, "not_found", None),
        ("GET", f"/user_credentials/{_NOBODY}", None, 404, "not_found", None),
        ("GET", "/oauth_client_credentials/nobody", None, 404, "not_found", None),
        ("GET", "/log_in_attempts/ada%40example.com", None, 422, "validation", "path.subject_key"),
        ("POST", "/user_standings", '{"subjects":[]}', 422, "validation", "subjects"),
        ("GET", "/sessions?secret_hash__eq=x", None, 422, "validation", "query.secret_hash__eq"),
        ("GET", "/sessions?sort=secret_hash", None, 422, "validation", "query.sort"),
        ("GET", "/users?password_hash__contains=x", None, 422, "validation", None),
        ("GET", f"/stored_events/{2**70}", None, 422, "validation", "path.key"),
    ],
)
async def test_a_wrong_request_gets_a_problem_that_names_the_field(  # noqa: PLR0917  a table
    client: ServiceClient,
    method: str,
    path: str,
    body: str | None,
    status: int,
    code: str,
    field: str | None,
) -> None:
    """Never a 500, always a stable code."""
    response = await client.request(
        method, path, headers=_JSON if body else (), body=body.encode() if body else None
    )
    problem = _problem(response)
    assert (response.status, problem["code"]) == (status, code)
    if field is not None:
        errors = problem["errors"]
        assert isinstance(errors, list)
        assert errors[0]["path"] == field


async def test_a_refused_write_tells_what_the_caller_needs(client: ServiceClient) -> None:
    """Current version, shortages, broken guards and the field of a constraint."""
    product = uuid6()
    create = build.create_product(product, pieces=1).model_dump_json()
    await _post(client, "/atomic_writes", create)
    conflict = _problem(await _post(client, "/atomic_writes", create))
    assert (conflict["code"], conflict["current_version"]) == ("version_conflict", 1)
    reserve = _by_worker(build.stock_write(build.reserve(uuid6(), {product: 5})))
    shortage = _problem(await _post(client, "/atomic_writes", reserve.model_dump_json()))
    assert shortage["shortages"] == [{"product_id": str(product), "requested": 5, "available": 1}]
    order = build.order_row(uuid6(), [product])
    guard = ProductGuard(product_id=product, version=9)
    place = build.place_order(order, guards=[guard])
    broken = _problem(await _post(client, "/orders/place", place.model_dump_json()))
    assert broken["code"] == "guard_failed"
    assert broken["rows"] == [
        {
            "product_id": str(product),
            "expected_version": 9,
            "current_version": 1,
            "is_active": True,
        }
    ]


async def test_writes_of_a_batch_stand_or_fall_alone(client: ServiceClient) -> None:
    """One result or failure for each, in the order of the request."""
    product = uuid6()
    create = build.create_product(product, pieces=3)
    short = build.stock_write(build.reserve(uuid6(), {uuid6(): 1}))
    await _post(client, "/atomic_writes", create.model_dump_json())
    enough = build.stock_write(build.reserve(uuid6(), {product: 3}))
    task = TaskWrite(expected_version=4, row=build.task_row(uuid6(), version=5))
    due = build.event(f"task/{task.row.id}", 5, "task.due")
    stale = AtomicWrite(context=build.CONTEXT, rows=[task], events=[due])
    batch = AtomicWriteBatch(writes=list(map(_by_worker, (short, enough, stale))))
    response = await _post(client, "/atomic_writes/batch", batch.model_dump_json())
    items = AtomicWriteBatchResult.model_validate_json(response.body).items
    codes = [item.failure.code if item.failure else "written" for item in items]
    assert codes == ["insufficient_stock", "written", "version_conflict"]
    assert items[0].failure is not None
    assert "shortages" in items[0].failure.members


@pytest.mark.parametrize(
    "path",
    [
        *("/health", "/metrics", "/openapi.json"),
        "/ledger",
        "/ledger?channel=web",
        "/invariants",
        "/stock_rebuild?limit=2",
        "/users",
        "/sessions?sort=-created_at,id",
        "/one_time_tokens?purpose__eq=password_reset",
        "/oauth_clients?sort=client_id",
        "/security_acts?act__in=log_in,log_in_failed&sort=-created_at,id",
        "/products?sort=sku",
        "/stock?sort=free",
        "/orders?status__in=pending,completed&sort=-created_at,id",
        "/order_lines?product_id__is_null=false",
        "/refunds",
        "/payments",
        "/tasks?due_at__is_null=true",
        "/sagas",
        "/notifications",
        "/stored_events?limit=1",
        "/outbox?published_at__is_null=true",
    ],
)
async def test_every_door_opens(client: ServiceClient, path: str) -> None:
    """A plain request to each read is answered."""
    assert (await client.request("GET", path)).status == 200


async def test_is_ready(client: ServiceClient) -> None:
    """As soon as PostgreSQL answers in time."""
    await until_status(200, lambda: client.request("GET", "/ready"))


async def test_hashes_leave_the_service_by_the_credential_reads_alone(
    client: ServiceClient,
) -> None:
    """Rows, pages, batches and events never hold one; the control finds it where it belongs."""
    user, session, name = uuid6(), uuid6(), f"robot_{uuid6().hex}"
    robot = identity.client_write(name)
    for write in (identity.log_in_write(user, session), robot):
        assert (await _post(client, "/atomic_writes", write.model_dump_json())).status == 200
    rows = {"users": user, "sessions": session, "oauth_clients": robot.rows[0].row.id}
    hashes = [identity.digest(secret).encode() for secret in ("first", "second")]
    hashes.append(b"argon2")
    for resource, key in rows.items():
        shown = [
            await client.request("GET", f"/{resource}/{key}"),
            await client.request("GET", f"/{resource}?id__eq={key}"),
            await _post(client, f"/{resource}/batch_get", f'{{"ids":["{key}"]}}'),
            await client.request("GET", f"/event_streams/{resource.removesuffix('s')}/{key}"),
        ]
        for answer in shown:
            assert answer.status == 200
            assert str(key).encode() in answer.body
            assert not [one for one in hashes if one in answer.body]
    for path in (
        f"/user_credentials/{user}",
        f"/session_credentials/{session}",
        f"/oauth_client_credentials/{name}",
    ):
        credentials = await client.request("GET", path)
        assert credentials.status == 200
        assert [one for one in hashes if one in credentials.body]


@pytest.mark.parametrize("caller", ["worker_service", "bot_service", "quintet_cli"])
@pytest.mark.parametrize(
    "path",
    [
        f"/user_credentials/{_NOBODY}",
        f"/session_credentials/{_NOBODY}",
        f"/one_time_token_credentials/{_NOBODY}",
        "/oauth_client_credentials/nobody",
        "/users/by_email/nobody%40example.com",
    ],
)
async def test_only_the_process_where_people_log_in_reads_credentials(
    client: ServiceClient, caller: str, path: str
) -> None:
    """The control is api_service, which is told that there is no such row."""
    assert (await client.of(caller).request("GET", path)).status == 403
    assert (await client.of("api_service").request("GET", path)).status == 404
