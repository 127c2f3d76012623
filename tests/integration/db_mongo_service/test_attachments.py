"""Files over HTTP, as the business services send them; see the contract for the rest."""

import hashlib
import json
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from db_mongo_service.infrastructure.bson_types import Document
from http_transport import Response
from pymongo.asynchronous.database import AsyncDatabase

from tests.integration.db_mongo_service.conftest import Service

pytestmark = pytest.mark.integration
CONTENT = b"hello"


async def keep(
    service: Service,
    content: bytes = CONTENT,
    *,
    content_type: str = "application/octet-stream",
    **changes: str,
) -> Response:
    """Put a file."""
    described = {
        "subject_kind": "task",
        "subject_id": str(uuid4()),
        "file_name": "note.txt",
        "media_type": "text/plain",
        "sha256": hashlib.sha256(content).hexdigest(),
        "created_at": "2026-01-15T10:30:00Z",
        **changes,
    }
    return await service.client.request(
        "PUT",
        f"/attachments/{uuid4()}?{urlencode(described)}",
        headers=[(b"Content-Type", content_type.encode())],
        body=content,
    )


async def test_a_file_is_one_document(service: Service, database: AsyncDatabase[Document]) -> None:
    """Description and bytes come and go together."""
    kept = json.loads((await keep(service)).body)
    (document,) = [one async for one in database.get_collection("attachments").find()]
    assert document["content"] == CONTENT
    assert document["size"] == kept["size"] == len(CONTENT)
    listed = await service.get(f"/attachments?subject_kind=task&subject_id={kept['subject_id']}")
    assert listed.rows("items") == [kept]
    assert listed.body["next_cursor"] is None


async def test_bytes_that_changed_on_the_way_are_not_kept(
    service: Service, database: AsyncDatabase[Document]
) -> None:
    """The hash of what came is not that of what was sent."""
    for content, changes in ((CONTENT, {"sha256": "0" * 64}), (b"", {})):
        answer = await keep(service, content, **changes)
        problem = json.loads(answer.body)
        assert (answer.status, problem["code"]) == (422, "validation")
        assert problem["errors"][0]["path"] == "query.sha256"
    assert await database.get_collection("attachments").count_documents({}) == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"subject_kind": "user"},
        {"media_type": "text/html"},
        {"file_name": "a/b.txt"},
        {"file_name": ""},
        {"created_at": "yesterday"},
        {"surprise": "yes"},
    ],
)
async def test_a_description_that_makes_no_sense_is_refused(
    service: Service, changes: dict[str, str]
) -> None:
    """Field by field."""
    assert (await keep(service, CONTENT, **changes)).status == 422


async def test_only_files_of_five_megabytes_are_taken(service: Service) -> None:
    """And as files."""
    assert (await keep(service, b"x" * (5 * 1024 * 1024 + 1))).status == 413
    assert (await keep(service, content_type="application/json")).status == 415


async def test_what_is_not_there_is_not_found(service: Service) -> None:
    """Neither what is known of it nor its bytes."""
    for path in (f"/attachments/{uuid4()}", f"/attachments/{uuid4()}/content"):
        answer = await service.get(path)
        assert (answer.status, answer.body["code"]) == (404, "not_found")
