"""The bot's storage of dialogues in Redis: one document for each chat."""

from aiogram.fsm.storage.base import StateType, StorageKey
from telegram_runtime import dialogue_storage


class DialogueStorage(dialogue_storage.DialogueStorage):
    """Keeps one document for each chat, for some days after its last use.

    The step of a dialogue is in the document: kept apart, as aiogram does it, a crash between two
    writes would leave the step of one update and the data of another.
    """

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Refuses: see `ChatSession.step`.

        Raises:
            NotImplementedError: Always, unless there is nothing to set.
        """
        del key
        if state is not None:
            raise NotImplementedError("the step of a dialogue is part of its session")

    async def get_state(self, key: StorageKey) -> str | None:
        """Knows none, and asks nobody: the session brings it."""
        del key
        return None
