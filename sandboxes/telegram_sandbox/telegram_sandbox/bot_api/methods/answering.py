"""Answers to presses, searches and payments."""

from typing import Final

from telegram_sandbox.bot_api.parameters import Parameters
from telegram_sandbox.json_value import Json, JsonObject
from telegram_sandbox.state.api_error import bad_request
from telegram_sandbox.state.moments import as_telegram, now
from telegram_sandbox.state.world import World
from telegram_sandbox.texts.keyboards import inline_rows

_LONGEST_NOTICE: Final = 200
_MOST_RESULTS: Final = 50
_LONGEST_RESULT_ID: Final = 64


async def answer_callback_query(world: World, parameters: Parameters) -> Json:
    """Answer a press: with nothing, a short notice, or an alert that has to be closed.

    Raises:
        ApiError: The press is unknown or too old, or the text too long.
    """
    text = parameters.text("text")
    if len(text) > _LONGEST_NOTICE:
        raise bad_request("MESSAGE_TOO_LONG")
    answer: JsonObject = {
        "text": text or None,
        "show_alert": parameters.boolean("show_alert"),
        "url": parameters.text("url") or None,
    }
    press = world.presses.answer(parameters.text("callback_query_id"), answer)
    chat = world.book.chats.get(press.chat_id)
    message = None if chat is None else chat.messages.get(press.message_id)
    if message is not None and text:
        message.alert, message.toast = (text, None) if answer["show_alert"] else (None, text)
    world.feed.tell(
        "callback_answer",
        press.chat_id,
        {"message_id": press.message_id, "query_id": press.query_id, **answer},
    )
    return True


async def answer_inline_query(world: World, parameters: Parameters) -> Json:
    """Answer a search with results to choose from.

    Raises:
        ApiError: The search is unknown or too old, or a result cannot be.
    """
    results = parameters.json("results")
    if not isinstance(results, list):
        raise bad_request("results must be an Array")
    if len(results) > _MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    seen: set[str] = set()
    for result in results:
        result_id = result.get("id") if isinstance(result, dict) else None
        if not isinstance(result_id, str) or not 1 <= len(result_id.encode()) <= _LONGEST_RESULT_ID:
            raise bad_request("RESULT_ID_INVALID")
        if result_id in seen:
            raise bad_request("RESULT_ID_DUPLICATE")
        seen.add(result_id)
        if isinstance(result, dict):
            inline_rows(result.get("reply_markup"))
    answer: JsonObject = {
        "results": results,
        "cache_time": parameters.integer("cache_time", 300),
        "is_personal": parameters.boolean("is_personal"),
        "next_offset": parameters.text("next_offset"),
        "button": parameters.json_object("button"),
    }
    asked = world.searches.answer(parameters.text("inline_query_id"), answer)
    world.feed.tell("inline_answer", asked.person_id, {"query_id": asked.query_id, **answer})
    return True


async def answer_pre_checkout_query(world: World, parameters: Parameters) -> Json:
    """Take or refuse a payment; a taken one is paid at once.

    Raises:
        ApiError: The payment is unknown or was answered, or a refusal gives no reason.
    """
    ok = parameters.boolean("ok")
    reason = parameters.text("error_message")
    if not ok and not reason:
        raise bad_request("error_message must be non-empty")
    checkout = world.checkouts.answer(
        parameters.text("pre_checkout_query_id"), {"ok": ok, "error_message": reason or None}
    )
    chat = world.book.chats[checkout.chat_id]
    world.feed.tell("pre_checkout_answer", chat.id, {"ok": ok, "text": reason or None})
    if ok:
        world.say(
            chat,
            {
                "successful_payment": {
                    **checkout.invoice,
                    "telegram_payment_charge_id": f"charge_{as_telegram(now())}",
                    "provider_payment_charge_id": f"provider_{checkout.query_id}",
                }
            },
        )
    return True
