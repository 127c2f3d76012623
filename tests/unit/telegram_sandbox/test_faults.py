"""Faults hit the calls that they are meant for."""

import pytest
from telegram_sandbox.json_value import Json
from telegram_sandbox.state.api_error import ApiError
from telegram_sandbox.state.chat import Chat
from telegram_sandbox.state.faults import CallFault, Faults, TimeOut, TooManyRequests
from telegram_sandbox.state.flood_watch import FloodLimits

from tests.unit.telegram_sandbox.worlds import a_chat, a_world, agrees, does


def test_each_so_manieth_call_is_hit() -> None:
    """The third, the sixth and so on."""
    fault = CallFault(every=3)
    assert [fault.hits("sendmessage") for _ in range(6)] == [False, False, True] * 2


def test_the_next_calls_are_hit_and_then_no_more() -> None:
    """It counts down."""
    fault = CallFault(next=2)
    assert [fault.hits("sendmessage") for _ in range(3)] == [True, True, False]


def test_fetching_is_only_hit_by_name() -> None:
    """Otherwise no bot would even start."""
    assert not CallFault(every=1).hits("getupdates")
    assert CallFault(every=1, methods=["getUpdates"]).hits("getupdates")
    assert not CallFault(every=1, methods=["getUpdates"]).hits("sendmessage")


async def test_too_many_requests_say_when_to_come_again() -> None:
    """And nothing is sent."""
    world = a_world()
    chat = a_chat(world)
    world.use_faults(Faults(too_many_requests=TooManyRequests(next=1, retry_after=7)))
    with pytest.raises(ApiError) as refused:
        await does(world, "sendMessage", chat_id=chat.id, text="x")
    assert refused.value.as_json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }
    assert len(chat.messages) == 1
    assert await does(world, "sendMessage", chat_id=chat.id, text="x")


async def test_telegrams_limits_of_sending_are_kept_when_they_are_on() -> None:
    """So many to one chat at once, so many to all in a second; typing does not count."""
    world = a_world()
    ada, bruno = a_chat(world), a_chat(world)
    world.use_faults(Faults(flood_limits=FloodLimits(per_second=4, chat_burst=2)))

    async def retry_after(chat: Chat) -> Json:
        try:
            await does(world, "sendMessage", chat_id=chat.id, text="x")
        except ApiError as refused:
            return (refused.parameters or {})["retry_after"]
        return None

    assert [await retry_after(ada) for _ in range(3)] == [None, None, 1]
    assert await agrees(world, "sendChatAction", chat_id=ada.id, action="typing")
    assert [await retry_after(bruno) for _ in range(2)] == [None, None]
    clara = a_chat(world)
    assert await retry_after(clara) == 1


async def test_a_server_error_may_come_after_the_effect() -> None:
    """The message is there, though the bot is told that it is not."""
    world = a_world()
    chat = a_chat(world)
    world.use_faults(Faults(server_error=CallFault(next=1, takes_effect=True)))
    with pytest.raises(ApiError, match="Internal Server Error"):
        await does(world, "sendMessage", chat_id=chat.id, text="x")
    assert len(chat.messages) == 2


@pytest.mark.parametrize("takes_effect", [True, False])
async def test_a_late_answer_comes_with_or_without_effect(takes_effect: bool) -> None:  # noqa: FBT001  a parameter of the test
    """As the switch says."""
    world = a_world()
    chat = a_chat(world)
    world.use_faults(Faults(time_out=TimeOut(next=1, seconds=0, takes_effect=takes_effect)))
    if takes_effect:
        await does(world, "sendMessage", chat_id=chat.id, text="x")
    else:
        with pytest.raises(ApiError):
            await does(world, "sendMessage", chat_id=chat.id, text="x")
    assert len(chat.messages) == 1 + takes_effect


async def test_a_chat_may_have_blocked_the_bot_without_a_word() -> None:
    """No my_chat_member tells of it."""
    world = a_world()
    chat = a_chat(world)
    world.use_faults(Faults(blocked_chats=[chat.id]))
    with pytest.raises(ApiError, match="Forbidden: bot was blocked by the user"):
        await does(world, "sendMessage", chat_id=chat.id, text="x")
    assert len(world.updates) == 0


async def test_every_call_is_logged_with_its_outcome() -> None:
    """Also those that a fault refuses."""
    world = a_world()
    chat = a_chat(world)
    await does(world, "sendmessage", chat_id=chat.id, text="x")
    world.use_faults(Faults(server_error=CallFault(next=1)))
    with pytest.raises(ApiError):
        await does(world, "sendMessage", chat_id=chat.id, text="x")
    logged = [each for each in world.calls.after(0) if isinstance(each, dict)]
    assert [(each["method"], each["status"]) for each in logged] == [
        ("sendMessage", 200),
        ("sendMessage", 500),
    ]
    assert world.calls.after(1) == logged[1:]
