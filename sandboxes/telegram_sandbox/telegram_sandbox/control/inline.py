"""Inline mode: what people look for, find and choose."""

from typing import Annotated
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from telegram_sandbox.bot_api.parameters import Parameters
from telegram_sandbox.control.answers import answer, chat_of, read
from telegram_sandbox.json_value import JsonObject
from telegram_sandbox.state.api_error import ApiError
from telegram_sandbox.state.world import World
from telegram_sandbox.texts.formatted_text import text_of


class NewSearch(BaseModel):
    """What somebody looks for by `@bot words`."""

    model_config = ConfigDict(extra="forbid")

    query: Annotated[str, Field(max_length=256)]
    offset: Annotated[str, Field(max_length=64)] = ""


class Choice(BaseModel):
    """The result that somebody sends into the chat."""

    model_config = ConfigDict(extra="forbid")

    result_id: str
    query: str


def inline_routes(world: World) -> list[Route]:
    """Return the routes."""

    async def search(request: Request) -> Response:
        chat = chat_of(world, request)
        new = await read(request, NewSearch)
        asked = world.searches.add(chat.id, new.query, new.offset)
        content: JsonObject = {
            "id": asked.query_id,
            "from": chat.person.as_telegram(),
            "query": new.query,
            "offset": new.offset,
            "chat_type": "sender",
        }
        update_id = world.updates.add("inline_query", content, chat.id)
        return answer({"id": asked.query_id, "update_id": update_id}, 201)

    async def found(request: Request) -> Response:
        asked = world.searches.find(request.path_params["query_id"])
        if asked is None:
            raise HTTPException(404, "there is no such search")
        is_answered = asked.answer is not None
        return answer({"id": asked.query_id, "is_answered": is_answered, **(asked.answer or {})})

    async def choose(request: Request) -> Response:
        chat = chat_of(world, request)
        choice = await read(request, Choice)
        result = world.searches.result(chat.id, choice.result_id, choice.query)
        if result is None:
            raise HTTPException(404, "the bot gave no such result")
        try:
            body = _sent_body(result)
        except ApiError as error:
            raise HTTPException(error.code, error.description) from error
        body["via_bot"] = world.bot.as_telegram()
        update_id, message = world.say(chat, body)
        chosen: JsonObject = {
            "result_id": choice.result_id,
            "from": chat.person.as_telegram(),
            "query": choice.query,
        }
        if "reply_markup" in body:
            message.inline_message_id = f"inline_{uuid4().hex}"
            chosen["inline_message_id"] = message.inline_message_id
        world.updates.add("chosen_inline_result", chosen, chat.id)
        return answer({"update_id": update_id, "message_id": message.message_id}, 201)

    base = "/sandbox/chats/{chat_id:int}"
    return [
        Route(f"{base}/inline_queries", search, methods=["POST"]),
        Route("/sandbox/inline_queries/{query_id}", found, methods=["GET"]),
        Route(f"{base}/inline_queries/{{query_id}}", found, methods=["GET"]),
        Route(f"{base}/chosen_results", choose, methods=["POST"]),
    ]


def _sent_body(result: JsonObject) -> JsonObject:
    """What a chosen result becomes in the chat."""
    content = result.get("input_message_content")
    if isinstance(content, dict) and "message_text" in content:
        values = content | {"text": content["message_text"]}
        body = text_of(Parameters(values))
    else:
        body = {"text": str(result.get("caption") or result.get("title") or result["id"])}
    markup = result.get("reply_markup")
    return body | ({"reply_markup": markup} if isinstance(markup, dict) else {})
