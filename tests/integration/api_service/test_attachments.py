"""Files of tasks, orders and products over HTTP."""

import gzip
import zipfile
from io import BytesIO
from urllib.parse import quote
from uuid import uuid4

import pytest

from tests.fixtures.sample_files import TEXT, gif, jpeg, pdf, png, webp
from tests.integration.api_service.api_scene import Answer, Api

pytestmark = pytest.mark.integration
PAGE = b"<!doctype html><script>alert(document.cookie)</script>"


async def upload(
    api: Api,
    subject: str,
    content: bytes,
    *,
    name: str = "note",
    attachment_id: str | None = None,
    **headers: str,
) -> Answer:
    """Attach a file to a thing such as `orders/…`."""
    path = f"/api/v1/{subject}/attachments/{attachment_id or uuid4()}?file_name={quote(name)}"
    sent = {"content-type": "application/octet-stream", **headers}
    return await api.ask("PUT", path, content, sent)


async def a_task(api: Api) -> str:
    """A task of somebody."""
    return f"tasks/{(await api.post('/api/v1/tasks', {'title': 'Look at this'})).text('id')}"


def packed(content: bytes) -> bytes:
    """A ZIP with one file."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as archived:
        archived.writestr("evil", content)
    return archive.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (jpeg(), "image/jpeg"),
        (png(), "image/png"),
        (gif(), "image/gif"),
        (webp(), "image/webp"),
        (pdf(), "application/pdf"),
        (TEXT, "text/plain"),
    ],
    ids=["jpeg", "png", "gif", "webp", "pdf", "text"],
)
async def test_a_download_is_saved_and_never_shown(
    guest: Api, content: bytes, media_type: str
) -> None:
    """Whatever it was called; no browser guesses, renders, runs or frames it."""
    customer = await guest.register()
    kept = await upload(customer, await a_task(customer), content, name="Größe <b>.html")
    assert kept.status == 201, kept.body
    assert (kept.text("media_type"), kept.body["size"]) == (media_type, len(content))
    name = kept.text("file_name")
    assert name.startswith("Größe b.html.")

    found = await customer.get(str(kept.header("location")))

    assert (found.status, found.response.body) == (200, content)
    assert str(found.header("content-type")).split(";")[0] == media_type
    disposition = str(found.header("content-disposition"))
    assert disposition.startswith('attachment; filename="Gr__e b.html.')
    assert disposition.endswith(f"filename*=UTF-8''{quote(name, safe='')}")
    assert found.header("x-content-type-options") == "nosniff"
    assert "sandbox" in str(found.header("content-security-policy"))
    assert found.header("cache-control") == "no-store"


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(bytes(20_000_000)),
        packed(bytes(20_000_000)),
        png() + packed(PAGE),
        jpeg() + PAGE,
        pdf() + packed(PAGE),
        gif(comment=PAGE),
        b"GIF89a=1;alert(1)//",
        png(60_000, 60_000),
        PAGE,
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"MZ" + bytes(200),
        b"",
    ],
    ids=[
        "gzip bomb",
        "zip bomb",
        "png and archive",
        "jpeg and page",
        "pdf and archive",
        "page in a comment",
        "gif and script",
        "picture bomb",
        "page",
        "svg",
        "program",
        "nothing",
    ],
)
async def test_a_bomb_or_a_file_that_is_two_things_gets_no_further_than_a_refusal(
    guest: Api, content: bytes
) -> None:
    """It says why, and keeps nothing."""
    customer = await guest.register()
    task = await a_task(customer)
    refused = await upload(customer, task, content, name="photo.png")
    assert (refused.status, refused.code) == (422, "attachment_type_refused")
    assert refused.text("detail").startswith("Attachment type refused: ")
    assert (await customer.get(f"/api/v1/{task}/attachments")).body["items"] == []


async def test_a_compressed_body_is_refused(guest: Api) -> None:
    """Nobody unfolds it."""
    customer = await guest.register()
    bomb = gzip.compress(bytes(20_000_000))
    refused = await upload(customer, await a_task(customer), bomb, **{"content-encoding": "gzip"})
    assert (refused.status, refused.code) == (415, "unsupported_media_type")


async def test_five_megabytes_fit_and_no_byte_more(guest: Api) -> None:
    """Other routes keep their own limit."""
    customer = await guest.register()
    task = await a_task(customer)
    largest = b"x" * (5 * 1024 * 1024)
    assert (await upload(customer, task, largest)).status == 201
    refused = await upload(customer, task, largest + b"x")
    assert (refused.status, refused.code) == (413, "content_too_large")
    elsewhere = await customer.post("/api/v1/tasks", b" " * (1024 * 1024 + 1))
    assert elsewhere.status == 413
    json = await upload(customer, task, b"{}", **{"content-type": "application/json"})
    assert (json.status, json.code) == (415, "unsupported_media_type")


async def test_the_same_upload_again_answers_the_same(guest: Api) -> None:
    """Another file under its id does not."""
    customer = await guest.register()
    task, attachment_id = await a_task(customer), str(uuid4())
    first = await upload(customer, task, TEXT, attachment_id=attachment_id)
    again = await upload(customer, task, TEXT, attachment_id=attachment_id)
    assert (again.status, again.body) == (first.status, first.body)
    other = await upload(customer, task, png(), attachment_id=attachment_id)
    assert (other.status, other.code) == (422, "idempotency_conflict")
    listed = await customer.get(f"/api/v1/{task}/attachments")
    assert [row["id"] for row in listed.rows("items")] == [attachment_id]


async def test_a_task_has_twenty_files(guest: Api) -> None:
    """The next one is refused."""
    customer = await guest.register()
    task = await a_task(customer)
    for _ in range(20):
        assert (await upload(customer, task, TEXT)).status == 201
    refused = await upload(customer, task, TEXT)
    assert (refused.status, refused.code) == (409, "too_many_attachments")
    assert refused.body["limit"] == 20


async def test_files_of_others_are_not_there(guest: Api) -> None:
    """Neither to list, nor to read, nor to add to."""
    owner, stranger = await guest.register(), await guest.register()
    task = await a_task(owner)
    kept = await upload(owner, task, TEXT)
    assert (await upload(stranger, task, TEXT)).status == 404
    assert (await upload(guest, task, TEXT)).status == 401
    assert (await stranger.get(f"/api/v1/{task}/attachments")).status == 404
    for other in (stranger, guest):
        answer = await other.get(str(kept.header("location")))
        assert (answer.status, answer.code) == (404, "not_found")
    assert (await guest.get(f"/api/v1/attachments/{uuid4()}/content")).status == 404


async def test_an_order_gets_files_from_its_customer_alone(guest: Api, admin: Api) -> None:
    """Staff reads them."""
    customer = await guest.register()
    product = await admin.add_product()
    order = f"orders/{(await customer.place_order(product['id'])).text('id')}"
    kept = await upload(customer, order, jpeg())
    assert kept.status == 201
    assert (await upload(admin, order, jpeg())).status == 403
    assert (await upload(await guest.register(), order, jpeg())).status == 404
    assert (await admin.get(str(kept.header("location")))).response.body == jpeg()
    listed = await admin.get(f"/api/v1/{order}/attachments")
    assert [row["media_type"] for row in listed.rows("items")] == ["image/jpeg"]


async def test_the_photo_of_a_product_is_for_everybody(guest: Api, admin: Api) -> None:
    """The newest picture, put there by staff."""
    product = f"products/{(await admin.add_product())['id']}"
    assert (await guest.get(f"/api/v1/{product}/photo")).status == 404
    assert (await upload(await guest.register(), product, png())).status == 403
    await upload(admin, product, png())
    newest = await upload(admin, product, jpeg(), name="lantern.jpg")
    await upload(admin, product, pdf(), name="manual.pdf")
    photo = await guest.get(f"/api/v1/{product}/photo")
    assert photo.body == newest.body
    found = await guest.get(f"/api/v1/attachments/{photo.text('id')}/content")
    assert (found.status, found.response.body) == (200, jpeg())
    assert len((await guest.get(f"/api/v1/{product}/attachments")).rows("items")) == 3
