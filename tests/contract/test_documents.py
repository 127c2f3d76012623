"""What every implementation of the document ports does."""

import json
from datetime import timedelta

import pytest
from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.application.ports.documents import (
    DocumentPage,
    Filter,
    FilterOperator,
    PageRequest,
)
from business_hexagon.application.queries.tasks.list_tasks import BY_DUE_TIME
from business_hexagon.domain.tasks.task import Task

from tests.contract.shop import NOW, a_user, completed_order, new_id, stored_order, stored_product
from tests.contract.storage_ports import StoragePorts


def ids_of(page: DocumentPage) -> set[str]:
    """The ids on a page."""
    return {item["id"] for item in json.loads(page.content)["items"]}


async def test_a_document_tells_its_version_and_its_owner(ports: StoragePorts) -> None:
    """What the interface needs beside the content, without reading the content."""
    product = await stored_product(ports)
    order = await stored_order(ports, product)
    user = a_user()
    await ports.writes.commit(Change(saves=(user,)))
    for document, version, owner, identity in (
        (await ports.order_documents.get(order.id), 1, order.user_id, order.id),
        (await ports.product_documents.get(product.id), 1, None, product.id),
        (await ports.user_documents.get(user.id), 1, user.id, user.id),
    ):
        assert document is not None
        assert (document.version, document.owner_id) == (version, owner)
        assert json.loads(document.content)["id"] == str(identity)


async def test_an_unknown_document_is_nothing(ports: StoragePorts) -> None:
    """Nothing is nothing, not an error."""
    assert await ports.order_documents.get(new_id()) is None
    assert await ports.product_documents.get(new_id()) is None
    assert await ports.product_documents.stock(new_id()) is None
    assert await ports.user_documents.get(new_id()) is None
    assert await ports.task_documents.get(new_id()) is None


async def test_a_user_document_never_holds_the_password_hash(ports: StoragePorts) -> None:
    """Neither alone nor in a list."""
    user = a_user()
    await ports.writes.commit(Change(saves=(user,)))
    document = await ports.user_documents.get(user.id)
    assert document is not None
    page = await ports.user_documents.page(PageRequest().only("id", str(user.id)))
    assert b"argon2" not in document.content + page.content


async def test_the_stock_of_a_product_is_shown(ports: StoragePorts) -> None:
    """Pieces by what they are doing."""
    product = await stored_product(ports, opening_stock=7)
    document = await ports.product_documents.stock(product.id)
    assert document is not None
    shown = json.loads(document.content)
    assert (shown["free"], shown["reserved"], shown["sold"]) == (7, 0, 0)


async def test_pages_follow_each_other_without_gap_or_overlap(ports: StoragePorts) -> None:
    """The cursor leads to the end."""
    product = await stored_product(ports)
    order = await stored_order(ports, product)
    assert order.user_id is not None
    others = {str((await stored_product(ports)).id) for _ in range(4)}
    wanted = ",".join(others)
    request = PageRequest(limit=2, filters=(Filter("id", FilterOperator.IN, wanted),))
    seen: list[str] = []
    while True:
        page = await ports.product_documents.page(request)
        seen.extend(sorted(ids_of(page)))
        cursor = json.loads(page.content)["next_cursor"]
        if cursor is None:
            break
        request = PageRequest(request.limit, cursor, request.sort, request.filters)
    assert sorted(seen) == sorted(others)


async def test_tasks_are_listed_by_their_due_time(ports: StoragePorts) -> None:
    """What has none comes last, in the order of writing; pages lose and repeat nothing."""
    author = new_id()
    written = []
    for day in (3, None, 1, None, 2, 1):
        due_at = None if day is None else NOW + timedelta(days=day)
        task = Task.create(task_id=new_id(), title="x", created_by=author, due_at=due_at)
        await ports.writes.commit(Change(saves=(task,)))
        written.append(str(task.id))
    seen: list[str] = []
    request = PageRequest(limit=2, sort=BY_DUE_TIME).only("created_by", str(author))
    while True:
        page = json.loads((await ports.task_documents.page(request)).content)
        seen += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        request = PageRequest(2, page["next_cursor"], BY_DUE_TIME, request.filters)
    assert seen == [written[place] for place in (2, 5, 4, 0, 1, 3)]


async def test_a_customers_orders_are_only_theirs(ports: StoragePorts) -> None:
    """Others are not on the page."""
    product = await stored_product(ports)
    mine, theirs = await stored_order(ports, product), await stored_order(ports, product)
    assert mine.user_id is not None
    page = await ports.order_documents.page_of(mine.user_id, PageRequest())
    assert ids_of(page) == {str(mine.id)}
    assert str(theirs.id) not in page.content.decode()


async def test_payments_of_an_order_are_listed(ports: StoragePorts) -> None:
    """One order, one payment."""
    order = await completed_order(ports, await stored_product(ports))
    page = await ports.payment_documents.page_of(order.id, PageRequest())
    items = json.loads(page.content)["items"]
    assert [item["order_id"] for item in items] == [str(order.id)]


async def test_snapshots_hold_what_an_order_needs(ports: StoragePorts) -> None:
    """Known products are found, unknown ones left out."""
    product = await stored_product(ports)
    found = await ports.snapshots.of({product.id, new_id()})
    assert set(found) == {product.id}
    snapshot = found[product.id]
    assert (snapshot.version, snapshot.sku, snapshot.unit_price, snapshot.currency) == (
        1,
        product.sku.value,
        product.unit_price.amount,
        "GBP",
    )
    assert snapshot.is_active
    await ports.snapshots.forget([product.id])
    assert await ports.snapshots.of(()) == {}


@pytest.mark.parametrize("name", ["order_documents", "product_documents", "task_documents"])
async def test_an_empty_page_has_no_next_one(ports: StoragePorts, name: str) -> None:
    """No items and no cursor."""
    reader = getattr(ports, name)
    page = await reader.page(PageRequest().only("id", str(new_id())))
    assert json.loads(page.content) == {"items": [], "next_cursor": None}
