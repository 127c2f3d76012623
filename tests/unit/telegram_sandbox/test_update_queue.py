"""Updates wait until they are confirmed, in order, or in disorder when that fault is on."""

from telegram_sandbox.state.update_queue import UpdateQueue


def filled(number: int = 3) -> tuple[UpdateQueue, list[int]]:
    """A queue with updates, and their numbers."""
    queue = UpdateQueue()
    return queue, [queue.add("message", {"n": n}, 1) for n in range(number)]


def numbers(queue: UpdateQueue, limit: int = 100) -> list[int]:
    """What would be given out."""
    return [update.update_id for update in queue.batch(limit)]


def test_updates_are_given_again_until_they_are_confirmed() -> None:
    """Giving them out confirms nothing."""
    queue, ids = filled()
    assert numbers(queue) == numbers(queue) == ids
    queue.confirm_below(ids[1])
    assert numbers(queue) == ids[1:]
    assert numbers(queue, limit=1) == ids[1:2]
    assert len(queue) == 2


def test_a_negative_offset_keeps_the_newest() -> None:
    """And forgets the rest."""
    queue, ids = filled()
    queue.confirm_below(-1)
    assert numbers(queue) == ids[-1:]


def test_numbers_grow_also_over_a_restart() -> None:
    """A bot that remembers numbers never takes a new update for an old one."""
    _, before = filled()
    _, after = filled()
    assert before == sorted(before)
    assert after[0] > before[0] - 1_000


def test_kinds_that_the_bot_does_not_want_are_dropped() -> None:
    """By default those that have to be asked for; an empty list is the default again."""
    queue = UpdateQueue()
    queue.add("message_reaction", {}, 1)
    assert len(queue) == 0
    queue.want(["message_reaction"])
    queue.add("message", {}, 1)
    queue.add("message_reaction", {}, 1)
    assert len(queue) == 1
    queue.want([])
    queue.want(None)
    queue.add("message", {}, 1)
    assert len(queue) == 2


def test_a_repeated_update_comes_once_more_after_it_was_confirmed() -> None:
    """As if Telegram had not heard the confirmation."""
    queue, ids = filled(1)
    queue.repeats = 1
    queue.confirm_below(ids[0] + 1)
    assert numbers(queue) == ids
    assert numbers(queue) == []


def test_reordered_updates_come_newest_first() -> None:
    """All that wait together."""
    queue, ids = filled()
    queue.reorders = True
    assert numbers(queue) == ids[::-1]
