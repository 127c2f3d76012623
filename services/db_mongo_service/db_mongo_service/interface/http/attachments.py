"""PUT and GET of /attachments."""

import asyncio
import hashlib
from typing import Annotated
from uuid import UUID

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Query
from problem_details import FieldProblem, ProblemError, problem_responses
from service_access import callers
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.attachments import (
    EXAMPLE_ATTACHMENT,
    MOST_OF_SUBJECT,
    AttachmentDescription,
    AttachmentRecord,
    SubjectKind,
)
from storage_contracts.pages import Page

from db_mongo_service.infrastructure.repositories.attachments import AttachmentsRepository
from db_mongo_service.infrastructure.storage_errors import TooManyRecords
from db_mongo_service.interface.http.json_response import json_response

router = APIRouter(route_class=DishkaRoute, tags=["attachments"])

OCTETS = "application/octet-stream"
_BYTES = {"schema": {"type": "string", "format": "binary"}}
_PAGE = {"items": [EXAMPLE_ATTACHMENT], "next_cursor": None}
_EXAMPLE = {"content": {"application/json": {"example": _PAGE}}}
_BODY = {"requestBody": {"required": True, "content": {OCTETS: _BYTES}}}


@router.put(
    "/attachments/{attachment_id}",
    openapi_extra=callers("api_service", "bot_service", extra=_BODY),
    response_model=AttachmentRecord,
    responses=problem_responses(
        400, 413, 415, 422, idempotency_conflict=409, too_many_attachments=409
    ),
)
async def keep_attachment(
    attachment_id: UUID,
    description: Annotated[AttachmentDescription, Query()],
    request: Request,
    repository: FromDishka[AttachmentsRepository],
) -> Response:
    """Keep a file of at most 5 MiB; the same upload again answers the same."""
    content = await request.body()
    digest = await asyncio.to_thread(hashlib.sha256, content)
    if not content or digest.hexdigest() != description.sha256:
        problem = FieldProblem(
            path="query.sha256", message="Not the hash of the body.", code="wrong_hash"
        )
        raise ProblemError(422, "validation", "1 field is not acceptable.", errors=[problem])
    try:
        kept = await repository.keep(attachment_id, description, content)
    except TooManyRecords as error:
        raise ProblemError(
            409,
            "too_many_attachments",
            f"There are {MOST_OF_SUBJECT} files already.",
            extensions={"limit": MOST_OF_SUBJECT},
        ) from error
    if not _repeats(kept, description):
        raise ProblemError(409, "idempotency_conflict", "Another file has this id.")
    return json_response(kept)


@router.get(
    "/attachments",
    openapi_extra=callers("api_service", "bot_service", "quintet_cli"),
    response_model=Page[AttachmentRecord],
    responses={200: _EXAMPLE, **problem_responses(422)},
)
async def list_attachments(
    subject_kind: Annotated[SubjectKind, Query()],
    subject_id: Annotated[UUID, Query()],
    repository: FromDishka[AttachmentsRepository],
) -> Response:
    """List all files of one task, order or product, newest first: one page, 20 at most."""
    items = await repository.of_subject(subject_kind, subject_id)
    return json_response(Page[AttachmentRecord](items=items))


@router.get(
    "/attachments/{attachment_id}",
    openapi_extra=callers("api_service", "bot_service", "quintet_cli"),
    response_model=AttachmentRecord,
    responses=problem_responses(404, 422),
)
async def get_attachment(
    attachment_id: UUID, repository: FromDishka[AttachmentsRepository]
) -> Response:
    """Return what is known of a file."""
    found = await repository.get(attachment_id)
    if found is None:
        raise _not_found()
    return json_response(found)


@router.get(
    "/attachments/{attachment_id}/content",
    openapi_extra=callers("api_service", "bot_service"),
    response_class=Response,
    responses={
        200: {"description": "The bytes of the file.", "content": {OCTETS: _BYTES}},
        **problem_responses(404, 422),
    },
)
async def get_attachment_content(
    attachment_id: UUID, repository: FromDishka[AttachmentsRepository]
) -> Response:
    """Return the bytes of a file."""
    content = await repository.content(attachment_id)
    if content is None:
        raise _not_found()
    return Response(content, media_type=OCTETS)


def _repeats(kept: AttachmentRecord, description: AttachmentDescription) -> bool:
    """Tell whether it is the same upload; names and times may differ."""
    return (kept.subject_kind, kept.subject_id, kept.uploaded_by, kept.sha256) == (
        description.subject_kind,
        description.subject_id,
        description.uploaded_by,
        description.sha256,
    )


def _not_found() -> ProblemError:
    return ProblemError(404, "not_found", "There is no such file.")
