"""Reads of chats beside the generic ones: by user, and with the user whom one is linked to."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from problem_details import problem_responses
from pydantic import TypeAdapter
from service_access import callers
from service_runtime import LeanRoute, documents, path_value
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.rows.chat_row import ChatRow, ChatStandingRow

from db_postgres_service.infrastructure.reading.chats import ReadChatOfUser, ReadChatStanding
from db_postgres_service.interface.http import chat_examples
from db_postgres_service.interface.http.documented import answers
from db_postgres_service.interface.http.read_routes import document_response

_PROBLEMS = problem_responses(404, 422, storage_unavailable=503)
_UUID: TypeAdapter[UUID] = TypeAdapter(UUID)


def _chat_inputs(key: Annotated[UUID, Path()]) -> None: ...


def _user_inputs(user_id: Annotated[UUID, Path()]) -> None: ...


def chat_router(
    of_user: ReadChatOfUser, standing: ReadChatStanding, standing_of_user: ReadChatStanding
) -> APIRouter:
    """Return the routes."""
    router = APIRouter(tags=["chats"], route_class=LeanRoute)

    @router.get(
        "/chats/by_user/{user_id}",
        openapi_extra=callers("api_service", "bot_service"),
        response_model=ChatRow,
        responses=answers(chat_examples.CHAT, _PROBLEMS),
    )
    @documents(_user_inputs)
    async def get_chat_by_user(request: Request) -> Response:
        """Return the chat that is linked to a user."""
        return document_response(await of_user.read(path_value(request, "user_id", _UUID)))

    @router.get(
        "/chat_standings/by_user/{user_id}",
        openapi_extra=callers("bot_service"),
        response_model=ChatStandingRow,
        responses=answers(chat_examples.STANDING, _PROBLEMS),
    )
    @documents(_user_inputs)
    async def get_chat_standing_by_user(request: Request) -> Response:
        """Return the chat that is linked to a user, with how that user stands now."""
        return document_response(await standing_of_user.read(path_value(request, "user_id", _UUID)))

    @router.get(
        "/chat_standings/{key}",
        openapi_extra=callers("bot_service"),
        response_model=ChatStandingRow,
        responses=answers(chat_examples.STANDING, _PROBLEMS),
    )
    @documents(_chat_inputs)
    async def get_chat_standing(request: Request) -> Response:
        """Return a chat, with how the user whom it is linked to stands now."""
        return document_response(await standing.read(path_value(request, "key", _UUID)))

    return router
