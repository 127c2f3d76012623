"""What is asked of an update: its kind, its chat, its language."""

import pytest
from aiogram.types import PollAnswer, Update
from telegram_runtime.delivery.update_facts import (
    NOBODY,
    chat_id_of,
    kind_of,
    language_code_of,
)

from tests.unit.telegram_runtime.telegram_stand_in import asks_inline, presses, says

NEWER = Update.model_validate({"update_id": 1, "newer_than_our_library": {}})
OF_NOBODY = Update(
    update_id=1,
    poll_answer=PollAnswer(poll_id="poll", option_ids=[0], option_persistent_ids=["a"]),
)


@pytest.mark.parametrize(
    ("update", "kind", "chat_id"),
    [
        (says("hello", chat_id=5), "message", 5),
        (presses("data", chat_id=6), "callback_query", 6),
        (asks_inline("tea", chat_id=7), "inline_query", 7),
        (OF_NOBODY, "poll_answer", NOBODY),
        (NEWER, "unknown", NOBODY),
    ],
)
def test_knows_kind_and_chat(update: Update, kind: str, chat_id: int) -> None:
    """What a person does outside of chats belongs to the private chat with that person."""
    assert (kind_of(update), chat_id_of(update)) == (kind, chat_id)


def test_knows_the_language_of_the_persons_telegram() -> None:
    """Nobody has none."""
    assert language_code_of(says("hello", language="pt-br")) == "pt-br"
    assert language_code_of(says("hello", language=None)) is None
    assert language_code_of(OF_NOBODY) is None
