"""Keyboards: what Telegram takes, and what it refuses."""

import re
from typing import Final

from telegram_sandbox.bot_api.parameters import Parameters
from telegram_sandbox.json_value import Json, JsonObject
from telegram_sandbox.state.api_error import bad_request

_LONGEST_DATA: Final = 64
_MOST_BUTTONS: Final = 100
_ACTIONS: Final = (
    "callback_data",
    "url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "web_app",
    "login_url",
    "copy_text",
    "callback_game",
    "pay",
)
_BELOW: Final = ("keyboard", "remove_keyboard", "force_reply")


def keyboard_of(parameters: Parameters, *, only_inline: bool = False) -> JsonObject | None:
    """Return the checked keyboard of a call, None when there is none.

    Args:
        parameters: Of the call.
        only_inline: Edited messages bear no other keyboards.

    Raises:
        ApiError: A button cannot be.
    """
    markup = parameters.json_object("reply_markup")
    if markup is None:
        return None
    if "inline_keyboard" in markup:
        return {"inline_keyboard": _rows(markup["inline_keyboard"])}
    if only_inline and markup:
        raise bad_request("inline keyboard expected")
    if "keyboard" in markup:
        return {**markup, "keyboard": _plain_rows(markup["keyboard"])}
    if any(name in markup for name in _BELOW) or not markup:
        return markup or None
    raise bad_request("can't parse reply keyboard markup JSON object")


def inline_rows(markup: Json) -> JsonObject | None:
    """Return the checked inline keyboard of an inline result.

    Raises:
        ApiError: A button cannot be.
    """
    if not isinstance(markup, dict):
        return None
    return {"inline_keyboard": _rows(markup.get("inline_keyboard"))}


def _rows(rows: Json) -> list[Json]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array')
    checked: list[list[Json]] = [
        [_button(button) for button in row] for row in rows if isinstance(row, list)
    ]
    if sum(len(row) for row in checked) > _MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return [row for row in checked if row]


def _button(button: Json) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad_request("can't parse inline keyboard button: text is empty")
    actions = [name for name in _ACTIONS if button.get(name) is not None]
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    data = button.get("callback_data")
    if data is not None and not (
        isinstance(data, str) and 1 <= len(data.encode()) <= _LONGEST_DATA
    ):
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not (
        isinstance(url, str) and re.match(r"(https?://[^\s/]+\.?[^\s]*|tg://.+)", url)
    ):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return button


def _plain_rows(rows: Json) -> list[Json]:
    if not isinstance(rows, list):
        raise bad_request('field "keyboard" of the ReplyKeyboardMarkup must be an Array')
    checked: list[Json] = []
    for row in rows:
        if not isinstance(row, list):
            raise bad_request('field "keyboard" of the ReplyKeyboardMarkup must be an Array')
        checked.append([{"text": each} if isinstance(each, str) else each for each in row])
    return checked
