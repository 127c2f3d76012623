"""OWASP API1: things of others, by their ids, through every door that takes an id.

What is not one's own is not there: the answer is that for an id that nobody has.
"""

from uuid import uuid4

import pytest

from tests.fixtures.eventually import eventually
from tests.security.conftest import OpenProduct
from tests.security.forgery import parts_of
from tests.security.person import Person
from tests.security.stage import Stage
from tests.security.wire import WireAnswer

_CANCEL = "/cancel"


def _alike(refused: WireAnswer, unknown: WireAnswer) -> bool:
    """Whether two refusals tell the same, but for the id that was asked for."""
    volatile = {"instance"}
    first, second = (
        {name: value for name, value in each.json.items() if name not in volatile}
        for each in (refused, unknown)
    )
    return refused.status == unknown.status and first.keys() == second.keys()


@pytest.mark.parametrize("path", ["", "/timeline", "/payments", "/versions/1"])
async def test_an_order_is_seen_by_its_owner_and_the_support_alone(
    customer: Person, stranger: Person, support: Person, open_product: OpenProduct, path: str
) -> None:
    """A stranger and a guest get what they would get for no order at all."""
    guest = stranger.with_token(None)
    order_id = (await customer.order(await open_product(5))).text("id")
    for intruder in (stranger, guest):
        refused = await intruder.get(f"/orders/{order_id}{path}")
        unknown = await intruder.get(f"/orders/{uuid4()}{path}")
        assert refused.status == 404, refused
        assert _alike(refused, unknown)
    for reader in (customer, support):
        assert (await reader.get(f"/orders/{order_id}{path}")).status == 200


async def test_an_order_is_cancelled_by_its_owner_or_the_support_alone(
    customer: Person, stranger: Person, support: Person, open_product: OpenProduct
) -> None:
    """The stranger's try changes nothing; the others' work."""
    product_id = await open_product(5)
    for allowed in (customer, support):
        placed = await customer.order(product_id, payment_method="card_late")
        path = f"/orders/{placed.text('id')}/cancel"
        refused = await stranger.post(path)
        assert refused.status == 404, refused
        assert (await stranger.with_token(None).post(path)).status in {401, 404}
        seen = await customer.get(f"/orders/{placed.text('id')}")
        assert seen.json["status"] != "cancelled"
        assert (await allowed.post(path)).status == 202


async def test_a_guests_order_cannot_be_cancelled_by_whoever_knows_its_id(
    guest: Person, stranger: Person, support: Person, open_product: OpenProduct
) -> None:
    """Its id shows it, which is meant; nothing more."""
    contact = f"guest_{uuid4().hex}@example.com"
    placed = await guest.order(
        await open_product(5), contact_email=contact, payment_method="card_late"
    )
    assert placed.status == 201, placed
    path = f"/orders/{placed.text('id')}"
    assert (await stranger.get(path)).status == 200
    assert (await stranger.post(f"{path}/cancel")).status in {403, 404}
    assert (await guest.post(f"{path}/cancel")).status in {401, 403, 404}
    assert (await support.post(f"{path}/cancel")).status == 202


async def test_lists_hold_ones_own_however_one_asks(
    customer: Person, stranger: Person, support: Person, open_product: OpenProduct
) -> None:
    """Filters, flags and cursors of somebody else widen no list."""
    order_id = (await customer.order(await open_product(5))).text("id")
    await customer.order(await open_product(5))
    cursor = (await customer.get("/orders?limit=1")).text("next_cursor")
    for query in (
        "",
        f"?user_id={customer.user_id}",
        f"?user_id__eq={customer.user_id}",
        f"?user_id__in={customer.user_id},{stranger.user_id}",
        f"?user_id__ne={stranger.user_id}",
        "?user_id__is_null=false",
        f"?id={order_id}",
        f"?cursor={cursor}",
        f"?limit=200&sort=-created_at&user_id={stranger.user_id}&user_id={customer.user_id}",
    ):
        answer = await stranger.get(f"/orders{query}")
        if answer.status == 200:
            assert answer.items == [], query
        else:
            assert answer.status == 422, (query, answer)
    assert (await stranger.get("/orders?all=true")).status == 403
    assert len((await customer.get("/orders")).items) == 2
    found = await support.get(f"/orders?all=true&user_id={customer.user_id}")
    assert {item["user_id"] for item in found.items} == {customer.user_id}


async def test_who_of_the_staff_acted_is_no_business_of_the_customer(
    customer: Person, staff: Person, support: Person, open_product: OpenProduct
) -> None:
    """In the story of an order and in what became of a wish for money; staff see whom to ask."""
    placed = await customer.order(await open_product(5))
    path = f"/orders/{placed.text('id')}"

    async def asked() -> WireAnswer | None:
        answer = await customer.post(f"{path}/refund_requests", {"reason": "too blue"})
        return answer if answer.status == 201 else None

    request_id = (await eventually(asked, "the order is completed")).text("id")
    approved = await staff.post(f"/refund_requests/{request_id}/approve")
    assert approved.status == 202, approved
    story, wishes = await customer.get(f"{path}/timeline"), await customer.get("/refund_requests")
    assert {"customer", "staff"} <= {one["acted_by"] for one in story.items}
    assert [one["status"] for one in wishes.items] == ["approved"]
    for answer in (story, wishes):
        assert staff.user_id.encode() not in answer.body
    # Control: the ids are there, for those who work here.
    for question in (f"{path}/timeline", "/refund_requests?all=true&limit=200"):
        assert staff.user_id.encode() in (await support.get(question)).body


async def test_a_task_is_for_those_involved(
    customer: Person, stranger: Person, support: Person, staff: Person
) -> None:
    """Looked at, changed, assigned and ticked off by its own people."""
    created = await customer.post("/tasks", {"title": "Call the supplier"})
    assert created.status == 201, created
    path = f"/tasks/{created.text('id')}"
    etag = created.header("etag") or '"1"'
    assert (await stranger.get(path)).status == 404
    assert (await stranger.patch(path, {"title": "Gone"}, etag)).status == 404
    assert (await stranger.post(f"{path}/complete")).status == 404
    assign: dict[str, object] = {"assignee_id": stranger.user_id}
    assert (await stranger.post(f"{path}/assign", assign)).status == 404
    for query in ("?view=created", "?view=assigned", f"?created_by={customer.user_id}"):
        answer = await stranger.get(f"/tasks{query}")
        assert answer.status == 422 or answer.items == [], query
    assert (await stranger.get("/tasks?view=all")).status in {403, 422}
    assert (await support.get(path)).status == 200
    for refused in (
        await support.patch(path, {"title": "Gone"}, etag),
        await support.post(f"{path}/complete"),
        await support.post(f"{path}/assign", {"assignee_id": support.user_id}),
    ):
        assert (refused.status, refused.code) == (403, "permission_denied")
    assert (await customer.patch(path, {"title": "Call them twice"})).status == 200
    assert (await staff.patch(path, {"title": "Call them later"})).status == 200


async def test_a_customer_writes_into_nobodys_list(
    customer: Person, stranger: Person, staff: Person
) -> None:
    """Neither does the answer tell whether there is such an account."""
    own = await stranger.post("/tasks", {"title": "Mine", "assignee_id": stranger.user_id})
    assert own.status == 201, own
    for someone in (customer.user_id, staff.user_id, str(uuid4())):
        spam: dict[str, object] = {"title": "Send me money", "assignee_id": someone}
        assign: dict[str, object] = {"assignee_id": someone}
        for refused in (
            await stranger.post("/tasks", spam),
            await stranger.post(f"/tasks/{own.text('id')}/assign", assign),
        ):
            assert (refused.status, refused.code) == (403, "permission_denied")
    assert (await customer.get("/tasks")).items == []
    # Control: who works here gives it to the customer.
    given = await staff.post("/tasks", {"title": "Sign here", "assignee_id": customer.user_id})
    assert given.status == 201, given
    assert len((await customer.get("/tasks")).items) == 1


async def test_a_session_is_ended_by_its_own_user_alone(customer: Person, stranger: Person) -> None:
    """The id of a session is no key to it."""
    other_device = await customer.log_in()
    session_ids = {str(item["id"]) for item in (await customer.get("/me/sessions")).items}
    assert len(session_ids) == 2
    for session_id in session_ids:
        refused = await stranger.post(f"/me/sessions/{session_id}/revoke")
        assert refused.status in {403, 404}, refused
    mine = {str(item["id"]) for item in (await stranger.get("/me/sessions")).items}
    assert mine.isdisjoint(session_ids)
    foreign = await stranger.get(f"/me/sessions?user_id={customer.user_id}")
    assert foreign.status == 422 or not session_ids & {str(one["id"]) for one in foreign.items}
    assert (await other_device.get("/me")).status == 200
    assert other_device.token is not None
    lost = parts_of(other_device.token)[1]["sid"]
    assert (await customer.post(f"/me/sessions/{lost}/revoke")).status == 204
    assert (await other_device.get("/me")).status == 401
    assert (await customer.get("/me")).status == 200


async def test_an_account_is_looked_at_by_the_support_and_changed_by_nobody_else(
    customer: Person, stranger: Person, support: Person, staff: Person
) -> None:
    """Neither by another customer nor, where it is about changing, by support and staff."""
    path = f"/users/{customer.user_id}"
    assert (await stranger.get(path)).status == 403
    assert (await support.get(path)).text("email") == customer.email
    for person in (customer, stranger, support, staff):
        for body in ({"role": "admin"}, {"is_active": False}):
            refused = await person.patch(path, body, '"1"')
            assert (refused.status, refused.code) == (403, "permission_denied")
        assert (await person.post(f"{path}/revoke_sessions")).status == 403
    me = await customer.get("/me")
    assert (me.json["role"], me.json["is_active"]) == ("customer", True)


async def test_data_services_keep_credentials_from_those_who_need_none(
    stage: Stage, customer: Person
) -> None:
    """The same row by the same id, for the API alone; nobody's generic read shows a hash."""
    path = f"/user_credentials/{customer.user_id}"
    for name in ("worker_service", "bot_service", "quintet_cli"):
        refused = await stage.caller(name, "db_postgres_service").get(path)
        assert (refused.status, refused.code) == (403, "operation_not_allowed")
    shown = await stage.caller("api_service", "db_postgres_service").get(path)
    assert "argon2id" in shown.text("password_hash")
    for name in ("api_service", "worker_service", "bot_service", "quintet_cli"):
        row = await stage.caller(name, "db_postgres_service").get(f"/users/{customer.user_id}")
        assert row.status == 200
        assert b"argon2" not in row.body


async def test_the_analytics_of_a_person_are_not_for_every_service(
    stage: Stage, customer: Person
) -> None:
    """The bot has no business with anybody's behaviour."""
    path = f"/user_behaviour/{customer.user_id}"
    refused = await stage.caller("bot_service", "db_mongo_service").get(path)
    assert (refused.status, refused.code) == (403, "operation_not_allowed")
    allowed = await stage.caller("api_service", "db_mongo_service").get(path)
    assert allowed.status in {200, 404}
