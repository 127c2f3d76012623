"""One call learns that Telegram wants a pause; the others wait behind it, in order."""

import asyncio
from collections.abc import Sequence

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter
from aiogram.methods import EditMessageText, GetMe, SendChatAction, SendMessage, TelegramMethod
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram_runtime.outgoing.flood_pauses import Place, place_of
from telegram_runtime.outgoing.waiting_line import StillPaused

from tests.unit.telegram_runtime.outgoing.flood_scene import METHOD, TRIP, Scene


async def test_those_behind_wait_without_a_refusal_of_their_own() -> None:
    """And go in the order in which they came, as soon as the pause is over."""
    scene = Scene((1, 0.0, 7))
    scene.calls(1)
    await scene.clock.run(until=0.1)
    for _ in range(4):
        scene.calls(1)
    await scene.clock.run()
    assert len(scene.told) == 1
    assert scene.numbers(1) == [1, 2, 3, 4, 5]
    assert scene.made[1][0][1] == pytest.approx(TRIP + 7)
    assert scene.pauses.places == 0


async def test_a_chat_that_waits_holds_up_no_other() -> None:
    """Nor do calls that name no chat wait for it."""
    scene = Scene((1, 0.0, 7))
    scene.calls(1)
    await scene.clock.run(until=0.1)
    scene.calls(1)
    scene.calls(2)
    scene.calls("answerCallbackQuery")
    await scene.clock.run(until=1.0)
    assert scene.numbers(2) == [3]
    assert scene.numbers("answerCallbackQuery") == [4]
    assert scene.numbers(1) == []
    await scene.clock.run()


async def test_a_third_chat_that_is_refused_makes_everything_wait() -> None:
    """Its call goes first; the others begin once Telegram took it."""
    scene = Scene((0, 0.0, 7))
    for chat in (1, 2, 3):
        scene.calls(chat)
        await scene.clock.run(until=scene.clock.time + 2 * TRIP)
    before = len(scene.asked)
    for chat in range(4, 40):
        scene.calls(chat)
    scene.calls("answerCallbackQuery")
    await scene.clock.run(until=6.0)
    assert len(scene.asked) == before
    await scene.clock.run()
    assert [place for place, _, _ in scene.told] == [1, 2, 3]
    later = [place for place, begun in scene.asked if begun > 6.0]
    # The first two waited in their chats, before anybody knew that it is everything.
    assert later == [3, *range(4, 40), "answerCallbackQuery", 1, 2]
    # Not one trip for each: their line would never end.
    assert scene.clock.time < 7 + 8 * TRIP


async def test_two_people_who_never_stop_silence_nobody() -> None:
    """Whatever they do, and however many calls of theirs are under way."""
    scene = Scene((1, 0.0, 30), (2, 0.0, 30))
    for chat in (1, 2, 1, 2, 1, 2):
        scene.calls(chat)
    await scene.clock.run(until=1.0)
    assert len(scene.told) == 6
    scene.calls(3)
    await scene.clock.run(until=2.0)
    assert scene.numbers(3) == [7]
    await scene.clock.run()
    assert sorted(scene.numbers(1) + scene.numbers(2)) == [1, 2, 3, 4, 5, 6]


async def test_what_names_no_chat_waits_with_its_likes() -> None:
    """The bot's name may be set a few times a day: chats go on."""
    scene = Scene(("setMyName", 0.0, 50), ("setMyCommands", 0.0, 50), (1, 0.0, 5), (2, 0.0, 5))
    for place in ("setMyName", "setMyCommands", 1, 2, "setMyName"):
        scene.calls(place)
    await scene.clock.run(until=1.0)
    scene.calls(3)
    await scene.clock.run(until=2.0)
    assert scene.numbers(3) == [6]
    await scene.clock.run()


async def test_who_would_wait_too_long_is_told_at_once() -> None:
    """The update is tried again, and finds the pause without a further refusal."""
    scene = Scene((1, 0.0, 90))
    first = scene.calls(1)
    await scene.clock.run()
    second = scene.calls(1)
    await scene.clock.run()
    for task in (first, second):
        with pytest.raises(StillPaused) as raised:
            task.result()
        assert raised.value.retry_after == 90
    assert len(scene.told) == 1
    await asyncio.gather(scene.clock.until(31.0), scene.clock.run())
    scene.calls(1)
    await scene.clock.run()
    assert scene.numbers(1) == [3]
    assert scene.pauses.places == 0


async def test_a_long_pause_that_nobody_waits_for_is_forgotten() -> None:
    """When others are refused, at the latest."""
    scene = Scene((1, 0.0, 90), (2, 100.0, 2))
    with pytest.raises(StillPaused):
        await asyncio.gather(scene.calls(1), scene.clock.run())
    assert scene.pauses.places == 1
    await asyncio.gather(scene.clock.until(100.0), scene.clock.run())
    scene.calls(2)
    await scene.clock.run(until=101.0)
    assert scene.pauses.places == 1
    await scene.clock.run()
    assert scene.pauses.places == 0


async def test_one_pause_after_the_other_is_not_waited_for() -> None:
    """Five are; the others in line go on."""
    scene = Scene(*((1, second * 1.5, 1) for second in range(40)))
    first = scene.calls(1)
    await scene.clock.run(until=0.5)
    second = scene.calls(1)
    await scene.clock.run(until=5.5)
    scene.floods = ()
    await scene.clock.run()
    assert [task.exception() is None for task in (first, second)] in ([True, True], [False, True])


async def test_a_call_that_is_never_taken_gives_up() -> None:
    """After six refusals, each waited for."""
    scene = Scene()
    refusals = 0

    async def refused() -> None:
        nonlocal refusals
        refusals += 1
        raise TelegramRetryAfter(METHOD, "slowly", 1)

    calling = asyncio.create_task(scene.pauses.through(1, refused))
    await scene.clock.run()
    with pytest.raises(TelegramRetryAfter):
        calling.result()
    assert refusals == 6
    assert scene.clock.slept == [1] * 5


async def test_what_fails_otherwise_lets_the_next_one_try() -> None:
    """The pause is over when its time is; the first that is taken ends the trying."""
    scene = Scene((1, 0.0, 7))
    failing = TelegramBadRequest(METHOD, "message to edit not found")

    async def fails() -> None:
        raise failing

    scene.calls(1)
    await scene.clock.run(until=0.1)
    late = asyncio.create_task(scene.pauses.through(1, fails))
    scene.calls(1)
    await scene.clock.run()
    assert late.exception() is failing
    assert scene.numbers(1) == [1, 2]


async def test_who_goes_away_makes_room_for_the_next() -> None:
    """The one at the front, too."""
    scene = Scene((1, 0.0, 7))
    first = scene.calls(1)
    await scene.clock.run(until=0.1)
    scene.calls(1)
    third = scene.calls(1)
    scene.calls(1)
    await scene.clock.run(until=1.0)
    first.cancel()
    third.cancel()
    await scene.clock.run()
    assert scene.numbers(1) == [2, 4]
    assert len(scene.told) == 1
    assert scene.pauses.places == 0


async def test_a_pause_that_began_meanwhile_is_found_before_the_call() -> None:
    """Of the chat, or of everything; what is open is open."""
    scene = Scene((1, 0.0, 7))
    scene.pauses.require_open(1)
    scene.calls(1)
    await scene.clock.run(until=0.1)
    with pytest.raises(StillPaused):
        scene.pauses.require_open(1)
    scene.pauses.require_open(2)
    await scene.clock.run()


@pytest.mark.parametrize(
    ("method", "place"),
    [
        (METHOD, 1),
        (SendMessage(chat_id="@channel", text=""), "@channel"),
        (SendChatAction(chat_id=7, action="typing"), 7),
        (EditMessageText(inline_message_id="x", text=""), "editMessageText"),
        (GetMe(), "getMe"),
    ],
)
def test_a_call_waits_where_it_goes(method: TelegramMethod[object], place: Place) -> None:
    """Else with its likes."""
    assert place_of(method) == place


FLOODS = st.lists(
    st.tuples(
        st.integers(0, 4), st.integers(0, 40).map(lambda tenths: tenths / 10), st.integers(1, 9)
    ),
    max_size=6,
)
CALLS = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 5)), min_size=1, max_size=40)


@settings(deadline=None, max_examples=150)
@given(floods=FLOODS, calls=CALLS)
def test_nobody_asks_a_place_that_is_known_to_be_closed(
    floods: Sequence[tuple[int, float, int]], calls: Sequence[tuple[int, int]]
) -> None:
    """For every order of calls and floods: all are made, in each chat's order, none too early."""

    async def play() -> Scene:
        scene = Scene(*floods)
        for tenths, chat in calls:
            await scene.clock.run(until=scene.clock.time)
            beginning = asyncio.create_task(scene.clock.until(scene.clock.time + tenths / 10))
            await scene.clock.run(until=scene.clock.time + tenths / 10)
            await beginning
            scene.calls(chat)
        await scene.clock.run()
        return scene

    scene = asyncio.run(play())
    given_up = [task for task in scene.tasks if task.exception() is not None]
    assert all(isinstance(task.exception(), TelegramRetryAfter) for task in given_up)
    assert sum(map(len, scene.made.values())) + len(given_up) == len(calls)
    for place, told_at, closed_until in scene.told:
        early = [
            begun
            for asked, begun in scene.asked
            if asked == place and told_at < begun < closed_until
        ]
        assert early == []
        waited = [n for n in scene.numbers(place) if told_at < scene.came[n] < closed_until]
        assert waited == sorted(waited)
    assert scene.pauses.places == 0
