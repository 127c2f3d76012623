"""Generic reads: pages that lose and repeat nothing, filters, sorts, refusals."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.errors import InvalidQueryError, RowNotFoundError
from db_postgres_service.infrastructure.reading import catalogue
from db_postgres_service.infrastructure.reading.batches import ReadBatch
from db_postgres_service.infrastructure.reading.filters import parse_filter
from db_postgres_service.infrastructure.reading.lists import ListRequest, ReadPage
from db_postgres_service.infrastructure.reading.resource import Resource
from db_postgres_service.infrastructure.reading.single_rows import ReadRow
from db_postgres_service.use_cases import UseCases
from storage_contracts.pages import Page
from storage_contracts.rows.order_row import OrderHeader
from storage_contracts.rows.product_row import ProductRow, ProductWrite
from storage_contracts.rows.task_row import TaskWrite
from storage_contracts.rows.user_row import UserWrite
from storage_contracts.stored_event import StoredEvent
from uuid6 import uuid6

from tests.fixtures import storage_writes as build

pytestmark = pytest.mark.integration


async def _pages(
    database: Database, resource: Resource, *filters: tuple[str, str], sort: str, limit: int
) -> list[dict[str, str]]:
    """Read all pages of a list."""
    items: list[dict[str, str]] = []
    cursor: str | None = None
    parsed = [parse_filter(resource, name, value) for name, value in filters]
    while True:
        page = json.loads(
            await ReadPage(database, resource).read(ListRequest(limit, cursor, sort, parsed))
        )
        items += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return items


@pytest.mark.parametrize(
    "sort", ["-created_at,id", "created_at", "-created_at", "id", "-id", "created_at,-id"]
)
@pytest.mark.parametrize("limit", [1, 3, 7, 500])
async def test_pages_lose_nothing_and_repeat_nothing(
    use_cases: UseCases, database: Database, sort: str, limit: int
) -> None:
    """Several rows share a moment, so that the tie-break counts."""
    user = uuid6()
    orders = []
    for number in range(7):
        order = build.order_row(uuid6(), [uuid6()], user_id=user)
        moment = build.MOMENT + timedelta(seconds=number // 3)
        orders.append(order.model_copy(update={"created_at": moment}))
        await use_cases.place_order.place(build.place_order(orders[-1]))
    found = await _pages(
        database, catalogue.ORDERS, ("user_id__eq", str(user)), sort=sort, limit=limit
    )
    first = sort.partition(",")[0].removeprefix("-")
    keys = [(row["created_at"] if first == "created_at" else "", row["id"]) for row in found]
    assert sorted(row["id"] for row in found) == sorted(str(order.id) for order in orders)
    moments = [key[0] for key in keys]
    assert moments == sorted(moments, reverse=sort.startswith("-"))
    for row in found:
        OrderHeader.model_validate(row)


async def _products(use_cases: UseCases, *names: str) -> list[UUID]:
    ids: list[UUID] = [uuid6() for _ in names]
    rows = [
        build.product_row(i).model_copy(update={"name": n}) for i, n in zip(ids, names, strict=True)
    ]
    await use_cases.apply_atomic_write.apply(
        build.rows_write(*(ProductWrite(expected_version=0, row=row) for row in rows))
    )
    return ids


async def test_filters_narrow_a_list(use_cases: UseCases, database: Database) -> None:
    """Each operator on a real column."""
    mark = uuid6().hex
    ids = await _products(use_cases, f"{mark} Red 50% Lamp", f"{mark} blue lamp", f"{mark} Ärger")

    async def names(*filters: tuple[str, str]) -> list[int]:
        found = await _pages(
            database,
            catalogue.PRODUCTS,
            ("name__contains", mark.upper()),
            *filters,
            sort="id",
            limit=100,
        )
        return sorted(ids.index(UUID(row["id"])) for row in found)

    assert await names() == [0, 1, 2]
    assert await names(("name__contains", "LAMP")) == [0, 1]
    assert await names(("name__contains", "50%")) == [0]
    assert await names(("id__in", f"{ids[0]},{ids[2]}")) == [0, 2]
    assert await names(("id__ne", str(ids[1]))) == [0, 2]
    assert await names(("sku", ids[1].hex)) == [1]
    assert await names(("unit_price__gte", "2.55"), ("unit_price__lt", "2.5501")) == [0, 1, 2]
    assert await names(("unit_price__gt", "2.55")) == []
    assert await names(("is_active__eq", "true"), ("created_at__lte", "2030-01-01T00:00:00Z")) == [
        0,
        1,
        2,
    ]


@pytest.mark.parametrize(
    ("parameter", "value", "code"),
    [
        ("password_hash__eq", "x", "unknown_filter"),
        ("nonsense", "x", "unknown_filter"),
        ("id__contains", "x", "unknown_operator"),
        ("id__eq", "x", "invalid_value"),
        ("is_active__lt", "true", "unknown_operator"),
        ("version__eq", "99999999999", "invalid_value"),
        ("name__eq", "a\x00b", "invalid_value"),
        ("created_at__lt", "2026-01-01T00:00:00", "invalid_value"),
        ("id__in", ",".join(["1f0c7a52-55f2-6d10-b1a9-0242ac120002"] * 201), "invalid_value"),
    ],
)
def test_a_filter_that_is_not_ours_is_refused(parameter: str, value: str, code: str) -> None:
    """Fields, operators and values come from a whitelist."""
    resource = catalogue.USERS if "password" in parameter else catalogue.PRODUCTS
    with pytest.raises(InvalidQueryError) as caught:
        parse_filter(resource, parameter, value)
    assert (caught.value.parameter, caught.value.code) == (parameter, code)


@pytest.mark.parametrize(
    "cursor", ["", "x", "é", "AAAA", "bnVsbA", "W10", "WyJpZCIsIDFd", "A" * 5000]
)
async def test_a_cursor_that_is_not_ours_is_refused(database: Database, cursor: str) -> None:
    """Garbage never reaches PostgreSQL."""
    with pytest.raises(InvalidQueryError) as caught:
        await ReadPage(database, catalogue.PRODUCTS).read(ListRequest(5, cursor, "id"))
    assert caught.value.code == "cursor_invalid"


async def test_a_cursor_of_another_sort_is_refused(use_cases: UseCases, database: Database) -> None:
    """It would skip or repeat rows without a word."""
    await _products(use_cases, "a", "b")
    read = ReadPage(database, catalogue.PRODUCTS).read
    page = json.loads(await read(ListRequest(1, None, "id")))
    with pytest.raises(InvalidQueryError):
        await read(ListRequest(1, page["next_cursor"], "-id"))


@pytest.mark.parametrize("sort", ["description", "id,id", "password_hash", "", "-", "id;drop"])
async def test_a_sort_that_no_index_serves_is_refused(database: Database, sort: str) -> None:
    """Sorting is by whitelist; an empty one is the default."""
    request = ListRequest(1, None, sort)
    if not sort:
        assert await ReadPage(database, catalogue.PRODUCTS).read(request)
        return
    with pytest.raises(InvalidQueryError):
        await ReadPage(database, catalogue.PRODUCTS).read(request)


async def test_a_single_row_carries_version_and_owner(
    use_cases: UseCases, database: Database
) -> None:
    """What ETag and X-Owner-ID are made of."""
    order = build.order_row(uuid6(), [uuid6()], user_id=uuid6())
    await use_cases.place_order.place(build.place_order(order))
    document = await ReadRow(database, catalogue.ORDERS).read(order.id)
    assert (document.version, document.owner) == (1, str(order.user_id))
    with pytest.raises(RowNotFoundError):
        await ReadRow(database, catalogue.ORDERS).read(uuid6())


async def test_a_batch_takes_ids_and_skus_and_leaves_unknown_ones_out(
    use_cases: UseCases, database: Database
) -> None:
    """One request for all products of an order."""
    first, second = await _products(use_cases, "a", "b")
    body = await ReadBatch(database, catalogue.PRODUCTS).read(
        [first, uuid6()], [second.hex, "unknown"]
    )
    assert {row.id for row in Page[ProductRow].model_validate_json(body).items} == {first, second}


async def test_a_stream_is_read_up_to_a_version(use_cases: UseCases) -> None:
    """The state of an aggregate at version N is made from this."""
    task = uuid6()
    await use_cases.apply_atomic_write.apply(
        build.rows_write(TaskWrite(expected_version=0, row=build.task_row(task, version=3)))
    )
    body = await use_cases.read_event_stream.read(f"task/{task}", 0, 2)
    events = [StoredEvent.model_validate(item) for item in json.loads(body)]
    assert [event.version for event in events] == [1, 2]
    assert await use_cases.read_event_stream.read(f"task/{uuid6()}", 0, 9) == b"[]"


async def test_the_password_hash_leaves_by_one_door_only(
    use_cases: UseCases, database: Database
) -> None:
    """Neither the single row nor the list shows it."""
    await use_cases.apply_atomic_write.apply(
        build.rows_write(
            UserWrite(
                expected_version=0,
                row=build.user_row(user := uuid6(), f"{user.hex}@example.com"),
            )
        )
    )
    single = await ReadRow(database, catalogue.USERS).read(user)
    page = await ReadPage(database, catalogue.USERS).read(ListRequest(500))
    assert b"password_hash" not in single.body
    assert b"password_hash" not in page
