"""`GET /attachments/{attachment_id}/content`."""

from typing import Final
from urllib.parse import quote
from uuid import UUID

from business_hexagon.application.queries.attachments.get_attachment_content import (
    GetAttachmentContent,
    GetAttachmentContentQuery,
)
from business_hexagon.domain.attachments.media_type import MediaType
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from starlette.responses import Response

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep

router = APIRouter(route_class=DishkaRoute)

_POLICY: Final = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""Whatever a browser takes it for: it runs nothing, loads nothing, and is of no origin."""

_BYTES: Final[dict[str, object]] = {"schema": {"type": "string", "format": "binary"}}


@router.get(
    "/attachments/{attachment_id}/content",
    response_class=Response,
    responses={
        200: {
            "description": "The bytes of the file, to be saved and not shown.",
            "content": {kind.value: _BYTES for kind in MediaType},
        },
        **problem_responses(401, 403, 404, 422),
    },
    openapi_extra=serves("get_attachment_content"),
)
async def get_attachment_content(
    attachment_id: UUID, actor: ActorDep, use_case: FromDishka[GetAttachmentContent]
) -> Response:
    """Download a file."""
    found = await use_case.execute(GetAttachmentContentQuery(actor, attachment_id))
    return Response(
        found.content,
        headers={
            "content-type": _content_type(found.media_type),
            "content-disposition": disposition(found.file_name),
            "content-security-policy": _POLICY,
        },
    )


def _content_type(media_type: MediaType) -> str:
    if media_type is MediaType.TEXT:
        return f"{media_type.value}; charset=utf-8"
    return media_type.value


def disposition(file_name: str) -> str:
    """`Content-Disposition` of RFC 6266: save it under this name, whatever letters it has.

    Old clients read the plain name, in which what is not ASCII becomes an underscore.
    """
    plain = "".join(
        letter if letter.isascii() and letter not in '"\\%' else "_" for letter in file_name
    )
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name, safe='')}"
