"""The sandbox's HTTP interface: Bot API, control routes, chat page."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from telegram_sandbox.bot_api.routes import bot_api_routes
from telegram_sandbox.control.answers import answer
from telegram_sandbox.control.contents import content_routes
from telegram_sandbox.control.events import event_routes
from telegram_sandbox.control.files import file_routes
from telegram_sandbox.control.inline import inline_routes
from telegram_sandbox.control.looking import looking_routes
from telegram_sandbox.control.messages import message_routes
from telegram_sandbox.control.payments import payment_routes
from telegram_sandbox.control.presses import press_routes
from telegram_sandbox.control.users import user_routes
from telegram_sandbox.page.routes import page_routes
from telegram_sandbox.state.chat_book import TooManyPeopleError
from telegram_sandbox.state.update_queue import TooManyUpdatesError
from telegram_sandbox.state.world import World


def build_app(world: World) -> Starlette:
    """Return the application on one world."""
    return Starlette(
        routes=[
            *bot_api_routes(world),
            *user_routes(world),
            *message_routes(world),
            *press_routes(world),
            *file_routes(world),
            *content_routes(world),
            *inline_routes(world),
            *payment_routes(world),
            *looking_routes(world),
            *event_routes(world),
            *page_routes(),
        ],
        exception_handlers={
            HTTPException: _refused,
            TooManyPeopleError: _full,
            TooManyUpdatesError: _full,
        },
    )


async def _refused(request: Request, error: Exception) -> Response:
    del request
    if not isinstance(error, HTTPException):
        raise error
    return answer({"detail": error.detail}, error.status_code)


async def _full(request: Request, error: Exception) -> Response:
    del request
    return answer({"detail": str(error)}, 503)
