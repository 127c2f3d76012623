"""Dead letters of a real broker: looked at, sent back, thrown away."""

import asyncio

import pytest
from message_bus.connection import BusConnection
from message_bus.dead_letters import DeadLetters
from message_bus.errors import BusError, DeadLetterNotFound, EntityMissing, RejectMessage
from message_bus.outbound_event import OutboundEvent
from message_bus.publisher import Publisher

from tests.integration.message_bus.bus_scene import (
    QUEUE,
    Recorder,
    consumer_of,
    eventually,
    order_event,
    waiting_in,
)

pytestmark = pytest.mark.integration


@pytest.fixture
async def buried_events(connection: BusConnection, publisher: Publisher) -> list[OutboundEvent]:
    """Five dead letters, in this order; nobody consumes any more."""
    events = [order_event() for _ in range(5)]
    consumer = consumer_of(connection, Recorder(failures=[RejectMessage("no")] * 5), concurrency=1)
    consumer.start()
    for event in events:
        await publisher.publish(event)

    async def all_buried() -> bool:
        return await DeadLetters(connection).count(QUEUE) == 5

    await eventually(all_buried)
    await consumer.drain()
    return events


def ids(events: list[OutboundEvent]) -> list[str]:
    """Identities of the events, in order."""
    return [str(event.event_id) for event in events]


async def test_listing_takes_nothing_away_and_keeps_the_order(
    connection: BusConnection, buried_events: list[OutboundEvent]
) -> None:
    """Thirty looks, more than any delivery limit, show the same letters in the same order."""
    letters = DeadLetters(connection)
    for _ in range(30):
        listed = await letters.list(QUEUE, limit=5)
        assert [letter.dead_letter_id for letter in listed] == ids(buried_events)


async def test_listing_is_bounded(
    connection: BusConnection, buried_events: list[OutboundEvent]
) -> None:
    """The oldest come first."""
    listed = await DeadLetters(connection).list(QUEUE, limit=2)
    assert [letter.dead_letter_id for letter in listed] == ids(buried_events[:2])


async def test_a_letter_shows_its_payload(
    connection: BusConnection, buried_events: list[OutboundEvent]
) -> None:
    """The envelope as it was sent, and where it belongs."""
    event = buried_events[3]
    letter = await DeadLetters(connection).show(QUEUE, str(event.event_id))
    assert isinstance(letter.payload, dict)
    assert letter.payload["event_id"] == str(event.event_id)
    assert letter.payload["data"] == event.data
    assert (letter.event_type, letter.aggregate) == ("order.created", event.aggregate)


async def test_redriving_one_sends_it_to_its_consumer_alone(
    connection: BusConnection, buried_events: list[OutboundEvent]
) -> None:
    """It is handled with its attempts counted anew; the others stay in order."""
    letters = DeadLetters(connection)
    await letters.redrive(QUEUE, str(buried_events[2].event_id))
    recorder = Recorder()
    consumer = consumer_of(connection, recorder)
    consumer.start()
    await eventually(lambda: len(recorder.events) == 1)
    await consumer.drain()
    assert recorder.ids == [buried_events[2].event_id]
    assert recorder.events[0].attempt == 1
    rest = [*buried_events[:2], *buried_events[3:]]
    assert [letter.dead_letter_id for letter in await letters.list(QUEUE)] == ids(rest)


async def test_redriving_all_ends_although_they_fail_again(
    connection: BusConnection, buried_events: list[OutboundEvent]
) -> None:
    """Each is sent back once; what fails again is a dead letter again, and says so."""
    letters = DeadLetters(connection)
    recorder = Recorder(failures=[RejectMessage("no again")] * 5)
    consumer = consumer_of(connection, recorder, concurrency=1)
    consumer.start()
    assert await letters.redrive_all(QUEUE) == 5

    async def all_back() -> bool:
        return await letters.count(QUEUE) == 5

    await eventually(all_back)
    await consumer.drain()
    assert recorder.ids == [event.event_id for event in buried_events]
    assert {letter.redriven for letter in await letters.list(QUEUE)} == {1}


async def test_redriving_leaves_what_was_given_up_later(
    connection: BusConnection, buried_events: list[OutboundEvent]
) -> None:
    """Nobody has seen it: it stays, in order."""
    letters = DeadLetters(connection)
    listed = await letters.list(QUEUE)
    times = [letter.last_failed_at for letter in listed if letter.last_failed_at]
    moment = times[1]
    later = [event for event, time in zip(buried_events, times, strict=True) if time > moment]
    assert await letters.redrive_all(QUEUE, moment) == len(buried_events) - len(later)
    assert [letter.dead_letter_id for letter in await letters.list(QUEUE)] == ids(later)
    assert await letters.redrive_all(QUEUE, moment) == 0


async def test_discarding_throws_one_away(
    connection: BusConnection, buried_events: list[OutboundEvent]
) -> None:
    """The others stay, and it does not come back to the consumer."""
    letters = DeadLetters(connection)
    await letters.discard(QUEUE, str(buried_events[0].event_id))
    listed = await letters.list(QUEUE)
    assert [letter.dead_letter_id for letter in listed] == ids(buried_events[1:])
    assert await waiting_in(connection, QUEUE) == 0


@pytest.mark.usefixtures("buried_events")
async def test_an_unknown_letter_is_not_found(connection: BusConnection) -> None:
    """Looking for it changes nothing."""
    letters = DeadLetters(connection)
    with pytest.raises(DeadLetterNotFound):
        await letters.redrive(QUEUE, "1f0c7a52-0000-6d10-b1a9-0242ac120002")
    assert len(await letters.list(QUEUE)) == 5


async def test_two_readers_in_one_process_both_see_everything(
    connection: BusConnection, buried_events: list[OutboundEvent]
) -> None:
    """The second waits for the first."""
    letters = DeadLetters(connection)
    first, second = await asyncio.gather(letters.list(QUEUE), letters.list(QUEUE))
    assert [letter.dead_letter_id for letter in first] == ids(buried_events)
    assert first == second


async def test_two_readers_in_two_processes_never_see_holes(
    connection: BusConnection, buried_events: list[OutboundEvent]
) -> None:
    """One of them may be refused; whoever gets an answer gets all of it."""
    answers = await asyncio.gather(
        DeadLetters(connection).list(QUEUE),
        DeadLetters(connection).list(QUEUE),
        return_exceptions=True,
    )
    lists = [answer for answer in answers if isinstance(answer, list)]
    assert lists
    assert all([letter.dead_letter_id for letter in found] == ids(buried_events) for found in lists)
    assert all(isinstance(answer, list | BusError) for answer in answers)


async def test_an_unknown_consumer_has_no_queue(connection: BusConnection) -> None:
    """A misspelt name is an error, not an empty list."""
    with pytest.raises(EntityMissing):
        await DeadLetters(connection).list("nobody")
