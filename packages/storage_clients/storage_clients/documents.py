"""Ready representations from a data service, passed on unread."""

from collections.abc import Iterator
from uuid import UUID

from business_hexagon.application.ports.documents import Document, DocumentPage, PageRequest
from http_transport import Response
from pydantic import AwareDatetime, BaseModel

from storage_clients.asking import translating
from storage_clients.data_service import DataService
from storage_clients.paths import path_to, with_query
from storage_clients.queries import translating_query

__all__ = ["DocumentReader", "is_removed"]


class _Removal(BaseModel):
    """What a representation says of its end."""

    removed_at: AwareDatetime | None = None


def is_removed(document: Document) -> bool:
    """Tell whether what the document shows was removed: its row stays, and its events."""
    return _Removal.model_validate_json(document.content).removed_at is not None


class DocumentReader:
    """Gets documents and pages of one resource.

    Args:
        service: The data service.
        resource: Name of the resource, such as `orders`.
    """

    def __init__(self, service: DataService, resource: str) -> None:
        self._service = service
        self._resource = resource

    async def get(self, identity: UUID) -> Document | None:
        """Return one document, None when there is none.

        Raises:
            StorageUnavailable: The data service does not answer.
        """
        with translating(self._service.name):
            response = await self._service.find_response(path_to(self._resource, identity))
        if response is None:
            return None
        return Document(response.body, _version(response), _owner(response))

    async def page(self, request: PageRequest) -> DocumentPage:
        """Return one page.

        Raises:
            InvalidValue: Cursor, sort or a filter is not one that the data service knows.
            StorageUnavailable: The data service does not answer.
        """
        path = with_query(path_to(self._resource), _parameters(request))
        with translating_query(self._service.name):
            return DocumentPage(await self._service.read(path))


def _parameters(request: PageRequest) -> Iterator[tuple[str, object]]:
    yield "limit", request.limit
    yield "cursor", request.cursor
    yield "sort", request.sort
    for item in request.filters:
        yield f"{item.field}__{item.operator.value}", item.value


def _version(response: Response) -> int | None:
    """Read the version from the ETag, such as `"7"`."""
    etag = (response.header("etag") or "").removeprefix("W/").strip('"')
    return int(etag) if etag.isdecimal() else None


def _owner(response: Response) -> UUID | None:
    """Read whose it is from a header, so that the document itself stays unread."""
    owner = response.header("x-owner-id")
    return None if owner is None else UUID(owner)
