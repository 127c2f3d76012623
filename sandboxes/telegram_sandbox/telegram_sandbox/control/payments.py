"""Payments inside Telegram: `/sandbox/chats/<chat>/pre_checkouts`."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from telegram_sandbox.control.answers import answer, chat_of, read
from telegram_sandbox.json_value import JsonObject
from telegram_sandbox.state.world import World


class NewPreCheckout(BaseModel):
    """Somebody pays an invoice."""

    model_config = ConfigDict(extra="forbid")

    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "GBP"
    total_amount: Annotated[int, Field(gt=0)] = 1_000
    invoice_payload: Annotated[str, Field(min_length=1, max_length=128)] = "invoice"


def payment_routes(world: World) -> list[Route]:
    """Return the routes."""

    async def pay(request: Request) -> Response:
        chat = chat_of(world, request)
        new = await read(request, NewPreCheckout)
        checkout = world.checkouts.add(chat.id, _invoice(new))
        update_id = world.updates.add(
            "pre_checkout_query",
            {"id": checkout.query_id, "from": chat.person.as_telegram(), **checkout.invoice},
            chat.id,
        )
        return answer({"id": checkout.query_id, "update_id": update_id}, 201)

    async def find(request: Request) -> Response:
        checkout = world.checkouts.find(request.path_params["query_id"])
        if checkout is None:
            raise HTTPException(404, "there is no such payment")
        said = checkout.answer or {"ok": None, "error_message": None}
        is_answered = checkout.answer is not None
        return answer({"id": checkout.query_id, "is_answered": is_answered, **said})

    base = "/sandbox/chats/{chat_id:int}/pre_checkouts"
    return [
        Route(base, pay, methods=["POST"]),
        Route(f"{base}/{{query_id}}", find, methods=["GET"]),
    ]


def _invoice(new: NewPreCheckout) -> JsonObject:
    return {
        "currency": new.currency,
        "total_amount": new.total_amount,
        "invoice_payload": new.invoice_payload,
    }
