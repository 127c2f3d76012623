"""One at a time in each chat, in the order of arrival; many chats at once, up to a bound."""

import asyncio

import pytest
from telegram_runtime.delivery.chat_turns import ChatTurns

from tests.unit.telegram_runtime.delivery.scripted_handling import settle


class Players:
    """Take turns and keep them until they are told.

    Args:
        turns: Whose turns.
    """

    def __init__(self, turns: ChatTurns) -> None:
        self.turns = turns
        self.playing: list[str] = []
        self._ends: dict[str, asyncio.Event] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def come(self, chat_id: int, *names: str) -> None:
        """They want a turn of the chat, in this order."""
        for name in names:
            self._ends[name] = asyncio.Event()
            self._tasks[name] = asyncio.create_task(self._play(chat_id, name))
        await settle()

    async def _play(self, chat_id: int, name: str) -> None:
        async with self.turns.turn(chat_id):
            self.playing.append(name)
            await self._ends[name].wait()
            self.playing.remove(name)

    async def end(self, *names: str) -> None:
        """Their turns end."""
        for name in names:
            self._ends[name].set()
        await settle()

    def cancel(self, name: str) -> None:
        """He does not want to any more."""
        self._tasks[name].cancel()


async def test_a_chat_has_one_turn_at_a_time_in_order() -> None:
    """First come, first served."""
    players = Players(ChatTurns())
    await players.come(1, "first", "second", "third")
    assert players.playing == ["first"]
    await players.end("first", "third")
    assert players.playing == ["second"]
    await players.end("second")
    assert players.playing == []
    assert (players.turns.going_on, players.turns.chats) == (0, 0)


async def test_chats_do_not_wait_for_each_other() -> None:
    """But for the bound on all of them."""
    players = Players(ChatTurns(most_at_once=2))
    for chat_id, name in enumerate(("a", "b", "c")):
        await players.come(chat_id, name)
    assert players.playing == ["a", "b"]
    assert players.turns.going_on == 2
    await players.end("b")
    assert players.playing == ["a", "c"]
    await players.end("a", "c")


async def test_who_goes_away_is_passed_over() -> None:
    """At the head of the queue, and anywhere else."""
    players = Players(ChatTurns())
    await players.come(1, "first", "second", "third", "fourth")
    players.cancel("third")
    await settle()
    await players.end("first")
    assert players.playing == ["second"]
    await players.end("second")
    assert players.playing == ["fourth"]
    await players.end("fourth")
    assert players.turns.chats == 0


async def test_who_goes_away_in_the_moment_of_his_turn_passes_it_on() -> None:
    """Else the chat would wait for ever."""
    players = Players(ChatTurns())
    await players.come(1, "first", "second", "third")
    players._ends["first"].set()
    while players.playing:  # noqa: ASYNC110  the very step is wanted
        await asyncio.sleep(0)
    players.cancel("second")
    await settle()
    assert players.playing == ["third"]
    await players.end("third")
    assert players.turns.chats == 0


async def test_who_goes_away_before_he_is_passed_over_is_forgotten() -> None:
    """Both happen between two steps of the loop."""
    players = Players(ChatTurns())
    await players.come(1, "first", "second")
    players.cancel("second")
    players._tasks["first"].cancel()
    await settle()
    assert players.turns.chats == 0


async def test_a_turn_is_not_given_to_whoever_has_just_gone() -> None:
    """His future is cancelled before he has left the queue."""
    turns = ChatTurns()
    gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    async with turns.turn(1):
        turns._queues[1].append(gone)
        gone.cancel()
    assert turns.chats == 0


async def test_a_turn_ends_with_an_error_too() -> None:
    """A handler may fail."""
    turns = ChatTurns()
    with pytest.raises(ValueError, match="no"):
        async with turns.turn(1):
            raise ValueError("no")
    assert (turns.going_on, turns.chats) == (0, 0)
