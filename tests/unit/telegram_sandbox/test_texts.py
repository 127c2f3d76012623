"""Texts, captions and keyboards of calls."""

import pytest
from telegram_sandbox.bot_api.parameters import Parameters
from telegram_sandbox.json_value import Json, JsonObject
from telegram_sandbox.state.api_error import ApiError
from telegram_sandbox.texts.formatted_text import caption_of, text_of
from telegram_sandbox.texts.found_entities import found_entities
from telegram_sandbox.texts.keyboards import keyboard_of


def refusal(values: JsonObject) -> str:
    """Why a text is refused."""
    with pytest.raises(ApiError) as refused:
        text_of(Parameters(values))
    return refused.value.description


def test_a_text_is_trimmed_and_its_entities_move_along() -> None:
    """As Telegram trims."""
    read = text_of(Parameters({"text": "  <b>x</b> \n", "parse_mode": "HTML"}))
    assert read == {"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 1}]}


def test_given_entities_are_taken_without_a_parse_mode() -> None:
    """They come as JSON."""
    given = '[{"type": "bold", "offset": 0, "length": 1}]'
    assert text_of(Parameters({"text": "xy", "entities": given}))["entities"] == [
        {"type": "bold", "offset": 0, "length": 1}
    ]


def test_given_entities_that_are_none_are_refused() -> None:
    """Places are numbers."""
    assert "MessageEntity" in refusal({"text": "x", "entities": [{"type": "bold", "offset": "a"}]})


def test_what_telegram_finds_in_links_and_code_is_not_marked_again() -> None:
    """A command inside code is no command."""
    read = text_of(Parameters({"text": "<code>/start</code> /help", "parse_mode": "HTML"}))
    entities = read["entities"]
    assert isinstance(entities, list)
    assert [each["type"] for each in entities if isinstance(each, dict)] == ["code", "bot_command"]


@pytest.mark.parametrize("text", ["", "  ", "<b></b>"])
def test_an_empty_text_is_refused(text: str) -> None:
    """Also one that is empty without its tags."""
    description = refusal({"text": text, "parse_mode": "HTML"})
    assert description == "Bad Request: message text is empty"


def test_limits_count_what_is_seen() -> None:
    """4096 and 1024 characters without tags."""
    assert text_of(Parameters({"text": f"<b>{'x' * 4096}</b>", "parse_mode": "HTML"}))
    assert refusal({"text": "x" * 4097}) == "Bad Request: message is too long"
    assert caption_of(Parameters({"caption": "x" * 1024}))
    with pytest.raises(ApiError, match="caption is too long"):
        caption_of(Parameters({"caption": "x" * 1025}))


def test_other_parse_modes_are_refused() -> None:
    """The sandbox would show them wrongly."""
    assert refusal({"text": "x", "parse_mode": "MarkdownV2"}) == (
        "Bad Request: unsupported parse_mode"
    )


def test_telegram_finds_commands_addresses_and_names() -> None:
    """In order, and none inside another."""
    text = "/start@quintet_bot see https://example.com/@you a@example.com @somebody #tag a/b"
    assert [each["type"] for each in found_entities(text) if isinstance(each, dict)] == [
        "bot_command",
        "url",
        "email",
        "mention",
        "hashtag",
    ]


def keyboard(button: Json) -> JsonObject | None:
    """A keyboard of one button."""
    markup: JsonObject = {"inline_keyboard": [[button]]}
    return keyboard_of(Parameters({"reply_markup": markup}))


def test_buttons_that_can_be_are_kept_as_they_are() -> None:
    """With their data, address or search."""
    for each in (
        {"text": "x", "callback_data": "d" * 64},
        {"text": "x", "url": "https://example.com"},
        {"text": "x", "switch_inline_query_current_chat": ""},
    ):
        button: Json = dict(each)
        assert keyboard(button) == {"inline_keyboard": [[button]]}


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "x", "callback_data": "d" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": "\N{PACKAGE}" * 17}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "x"}, "Text buttons are unallowed"),
        ({"text": " ", "callback_data": "d"}, "text is empty"),
        ({"text": "x", "url": "not an address"}, "is invalid: Wrong HTTP URL"),
        ("x", "expected an Object"),
    ],
)
def test_buttons_that_cannot_be_are_refused(button: Json, reason: str) -> None:
    """In Telegram's words; 64 bytes, not characters."""
    with pytest.raises(ApiError, match=reason):
        keyboard(button)


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("no json", "can't parse reply markup JSON object"),
        ("[]", "object expected as reply markup"),
        ({"inline_keyboard": "x"}, "must be an Array"),
        ({"keyboard": ["x"]}, "must be an Array"),
        ({"keyboard": "x"}, "must be an Array"),
        ({"surprise": 1}, "can't parse reply keyboard markup"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "d"}] * 101]}, "too long"),
    ],
)
def test_keyboards_that_cannot_be_are_refused(markup: Json, reason: str) -> None:
    """Before anything is sent."""
    with pytest.raises(ApiError, match=reason):
        keyboard_of(Parameters({"reply_markup": markup}))


def test_keyboards_below_the_field_are_kept_and_edits_bear_none() -> None:
    """Short buttons are spelt out."""
    markup: JsonObject = {"keyboard": [["Yes", {"text": "No"}]]}
    assert keyboard_of(Parameters({"reply_markup": markup})) == {
        "keyboard": [[{"text": "Yes"}, {"text": "No"}]]
    }
    with pytest.raises(ApiError, match="inline keyboard expected"):
        keyboard_of(Parameters({"reply_markup": markup}), only_inline=True)
    removed: JsonObject = {"remove_keyboard": True}
    assert keyboard_of(Parameters({"reply_markup": removed})) == removed
