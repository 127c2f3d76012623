"""Reads whole lists of a data service, page by page."""

from collections.abc import AsyncIterator

from http_transport import HttpClient
from pydantic import BaseModel, ConfigDict

from quintet_cli.verification.verification_errors import SourceSilentError

_PAGE = 500
_OK = 200


class Row(BaseModel):
    """The fields of a row that a check needs; others are left out."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class _Page[RowT: BaseModel](BaseModel):
    model_config = ConfigDict(extra="ignore")

    items: list[RowT]
    next_cursor: str | None = None


async def every[RowT: BaseModel](
    client: HttpClient, path: str, row: type[RowT], sort: str, filters: str = ""
) -> AsyncIterator[RowT]:
    """All rows of a list; see `pages`."""
    async for page in pages(client, path, row, sort, filters):
        for item in page:
            yield item


async def pages[RowT: BaseModel](
    client: HttpClient,
    path: str,
    row: type[RowT],
    sort: str,
    filters: str = "",
    *,
    limit: int = _PAGE,
) -> AsyncIterator[list[RowT]]:
    """All rows of a list, a page at a time.

    Args:
        client: A data service.
        path: The list, such as `/payments`.
        row: What to read of each row.
        sort: A sort by a unique field, so that no row is passed over.
        filters: More of the query, such as `&status__eq=open`.
        limit: Rows in a page.

    Raises:
        SourceSilentError: The service does not answer as it should.
    """
    cursor = ""
    while True:
        suffix = f"&cursor={cursor}" if cursor else ""
        body = await read(client, f"{path}?limit={limit}&sort={sort}{filters}{suffix}")
        page = _Page[row].model_validate_json(body)  # type: ignore[valid-type]  # a run-time parameter
        yield page.items
        if page.next_cursor is None:
            return
        cursor = page.next_cursor


async def read(client: HttpClient, path: str) -> bytes:
    """The body of a GET.

    Raises:
        SourceSilentError: The answer is no success.
    """
    answer = await client.request("GET", path, timeout=120.0)
    if answer.status != _OK:
        raise SourceSilentError(f"GET {path}: status {answer.status}")
    return answer.body
