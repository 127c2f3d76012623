"""Ready bytes as responses."""

from uuid import UUID

from business_hexagon.application.outcome import Outcome
from business_hexagon.application.ports.documents import Document, DocumentPage
from pydantic import BaseModel
from service_runtime.lean_route import JsonBytes
from starlette.requests import Request
from starlette.responses import Response

from api_service.interface.http.preconditions import etag, is_known


class _Identity(BaseModel):
    """What a stored response tells of the thing that it shows."""

    id: UUID | None = None
    version: int | None = None


def created(
    outcome: Outcome, *, location: str | None = None, within: str | None = None
) -> Response:
    """201 with the new thing, also when it is replayed.

    Args:
        outcome: What was made.
        location: Where it is, if that is always the same.
        within: Else the collection that it is in; its own id is added.
    """
    if within is None:
        return _changed(outcome, 201, location)
    identity = _Identity.model_validate_json(outcome.response)
    return _changed(outcome, 201, f"{within}/{identity.id}")


def changed(outcome: Outcome) -> Response:
    """200 with the changed thing."""
    return _changed(outcome, 200, None)


def accepted(outcome: Outcome) -> Response:
    """202: the rest happens in the background."""
    return _changed(outcome, 202, None)


def document(request: Request, found: Document) -> Response:
    """200 with its ETag, or 304 when the client has it."""
    headers: list[tuple[bytes, bytes]] = []
    if found.version is not None:
        headers.append((b"etag", etag(found.version).encode("ascii")))
    if is_known(request, found.version):
        return Response(status_code=304, headers={"etag": etag(found.version or 0)})
    return JsonBytes(found.content, 200, headers)


def page(found: DocumentPage) -> Response:
    """200 with one page of a list."""
    return JsonBytes(found.content)


def _changed(outcome: Outcome, status: int, location: str | None) -> Response:
    headers: list[tuple[bytes, bytes]] = []
    version = outcome.version
    if outcome.replayed:
        # The ETag of the first answer; the thing itself may have moved on since.
        version = _Identity.model_validate_json(outcome.response).version
        headers.append((b"idempotency-replayed", b"true"))
    if version is not None:
        headers.append((b"etag", etag(version).encode("ascii")))
    if location is not None:
        headers.append((b"location", location.encode("ascii")))
    return JsonBytes(outcome.response, status, headers)
