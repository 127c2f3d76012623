"""Lanes: each chat in order and to the end, and what will never succeed is given up at last."""

import asyncio

from aiogram.types import PollAnswer, Update
from telegram_runtime.delivery.retry_policy import RetryPolicy
from telegram_runtime.delivery.update_handling import Outcome
from telegram_runtime.delivery.update_lanes import UpdateLanes

from tests.unit.telegram_runtime.delivery.scripted_handling import ScriptedHandling, settle
from tests.unit.telegram_runtime.telegram_stand_in import says

AT_ONCE = RetryPolicy(first_seconds=0.0, longest_seconds=0.0)


def of_nobody(update_id: int) -> Update:
    """An update without chat and person."""
    answer = PollAnswer(poll_id="poll", option_ids=[0], option_persistent_ids=["a"])
    return Update(update_id=update_id, poll_answer=answer)


async def test_what_belongs_to_no_chat_is_in_nobodys_way() -> None:
    """Each such update has a lane of its own."""
    handling, finished = ScriptedHandling(), list[int]()
    lanes = UpdateLanes(handling, finished.append, AT_ONCE)
    lanes.put(of_nobody(1))
    lanes.put(of_nobody(2))
    await settle()
    assert handling.in_hand == [1, 2]
    handling.end(2)
    handling.end(1)
    await settle()
    assert finished == [2, 1]
    await lanes.drain(1)


async def test_gives_up_what_goes_on_failing_while_others_succeed() -> None:
    """It would keep the offset, and with it everybody, for ever."""
    handling, finished = ScriptedHandling(), list[int]()
    policy = RetryPolicy(first_seconds=0.0, longest_seconds=0.0, patience_seconds=0.05)
    lanes = UpdateLanes(handling, finished.append, policy)
    lanes.put(says("bad", 1, chat_id=1))
    lanes.put(says("after it", 3, chat_id=1))
    await settle()
    handling.end(1, Outcome.TRY_AGAIN)
    # quintet: allow Q808 until 2027-10-31: the patience of 0.05 s must be over
    await asyncio.sleep(0.06)
    lanes.put(says("good", 2, chat_id=2))
    await settle()
    handling.end(2)
    await settle()
    handling.end(1, Outcome.TRY_AGAIN)
    await settle()
    assert handling.given_up == [1]
    assert handling.in_hand == [3]
    assert finished == [2, 1]
    handling.end(3)
    await lanes.drain(1)


async def test_gives_up_what_has_stopped_everybody() -> None:
    """Telegram shows nothing new behind a hundred unconfirmed ones: nobody succeeds any more."""
    handling, finished = ScriptedHandling(), list[int]()
    policy = RetryPolicy(first_seconds=0.0, longest_seconds=0.0, patience_seconds=0.05)
    lanes = UpdateLanes(handling, finished.append, policy)
    lanes.put(says("bad", 1, chat_id=1))
    await settle()
    handling.end(1, Outcome.TRY_AGAIN)
    for number in range(2, 101):
        lanes.put(says("good", number, chat_id=number))
    await settle()
    for number in range(2, 101):
        handling.end(number)
    await settle()
    # quintet: allow Q808 until 2027-10-31: the patience of 0.05 s must be over
    await asyncio.sleep(0.06)
    handling.end(1, Outcome.TRY_AGAIN)
    await settle()
    assert handling.given_up == [1]
    assert len(finished) == 100
    await lanes.drain(1)


async def test_what_is_late_is_cancelled_and_not_finished() -> None:
    """The process ends by its deadline; the update comes again."""
    handling, finished = ScriptedHandling(), list[int]()
    lanes = UpdateLanes(handling, finished.append)
    lanes.put(says("slow", 1))
    await settle()
    await lanes.drain(0.01)
    assert finished == []
    assert handling.in_hand == []


def test_pauses_grow_up_to_a_bound() -> None:
    """Each is twice as long as the one before."""
    policy = RetryPolicy(first_seconds=1.0, longest_seconds=5.0)
    assert [policy.pause_after(attempt) for attempt in (1, 2, 3, 4, 1_000)] == [1, 2, 4, 5, 5]


def test_nothing_is_given_up_in_an_outage() -> None:
    """However long it lasts: nobody else succeeds either."""
    policy = RetryPolicy(patience_seconds=600.0)
    assert not policy.gives_up(first_failed_at=0.0, now=90_000.0, last_success_at=-1.0)
    assert not policy.gives_up(first_failed_at=0.0, now=599.0, last_success_at=598.0)
    assert policy.gives_up(first_failed_at=0.0, now=601.0, last_success_at=600.0)


def test_an_outage_is_none_of_those_who_wait() -> None:
    """Some that were nearly done still succeeded after the first had failed."""
    policy = RetryPolicy(patience_seconds=600.0)
    assert not policy.gives_up(0.0, 9_000.0, 0.1, succeeded_since=9, failing=1)
    assert not policy.gives_up(0.0, 9_000.0, 0.1, succeeded_since=30, failing=40)
    assert policy.gives_up(0.0, 9_000.0, 0.1, succeeded_since=97, failing=3)
    assert not policy.gives_up(0.0, 500.0, 0.1, succeeded_since=97, failing=3)
