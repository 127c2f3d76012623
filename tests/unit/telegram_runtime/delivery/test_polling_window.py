"""The window confirms nothing before its effect, skips nothing, and forgets in time."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from telegram_runtime.delivery.polling_window import PollingWindow

LIMIT = 3


def test_asks_without_an_offset_when_there_is_nothing_to_confirm() -> None:
    """At the start."""
    assert PollingWindow().offset is None


def test_stays_at_the_lowest_that_is_not_finished() -> None:
    """Whatever is finished above it."""
    window = PollingWindow()
    assert window.admit([12, 10, 11]) == [10, 11, 12]
    window.finish(11)
    window.finish(12)
    assert window.offset == 10
    window.finish(10)
    assert window.offset == 13


def test_admits_nothing_twice() -> None:
    """Telegram sends again what is not confirmed."""
    window = PollingWindow()
    window.admit([10, 11])
    window.finish(11)
    assert window.admit([10, 11, 12, 12]) == [12]


def test_follows_telegram_to_lower_numbers() -> None:
    """After a week of silence the next number may be any."""
    window = PollingWindow()
    window.admit([1000])
    window.finish(1000)
    offsets = [window.offset]
    window.confirmed(window.offset)
    offsets.append(window.offset)
    assert window.admit([5]) == [5]
    offsets.append(window.offset)
    window.finish(5)
    assert [*offsets, window.offset] == [1001, None, 5, 6]


def test_forgets_nothing_by_a_request_that_confirmed_nothing() -> None:
    """The first one has no offset."""
    window = PollingWindow()
    window.admit([10])
    window.finish(10)
    window.confirmed(None)
    assert window.admit([10]) == []


class AnyOrder(RuleBasedStateMachine):
    """A Telegram with a queue, a bot that ends its work in any order, and crashes."""

    def __init__(self) -> None:
        super().__init__()
        self.window = PollingWindow()
        self.queue: list[int] = []
        self.arrived: list[int] = []
        self.in_hand: list[int] = []
        self.effects: set[int] = set()
        self.handled_twice: set[int] = set()

    @rule(gap=st.integers(min_value=1, max_value=3))
    def arrives(self, gap: int) -> None:
        """An update comes; kinds that we did not ask for leave gaps."""
        number = (self.arrived[-1] if self.arrived else 100) + gap
        self.arrived.append(number)
        self.queue.append(number)

    @rule(is_answered=st.booleans())
    def fetches(self, is_answered: bool) -> None:  # noqa: FBT001  drawn by the rule
        """A request is served, and its answer may be lost."""
        offset = self.window.offset
        if offset is not None:
            self.queue = [number for number in self.queue if number >= offset]
        if not is_answered:
            return
        self.window.confirmed(offset)
        new = self.window.admit(self.queue[:LIMIT])
        assert not set(new) & set(self.in_hand)
        self.in_hand.extend(new)

    @precondition(lambda self: bool(self.in_hand))
    @rule(data=st.data())
    def finishes(self, data: st.DataObject) -> None:
        """The effect of any update in hand is stored."""
        number = data.draw(st.sampled_from(self.in_hand))
        self.in_hand.remove(number)
        self.effects.add(number)
        self.window.finish(number)

    @rule()
    def crashes(self) -> None:
        """The process dies, and with it all that it knows."""
        self.window = PollingWindow()
        self.in_hand = []

    @invariant()
    def confirms_nothing_before_its_effect(self) -> None:
        """Whatever left the queue has its effect."""
        assert set(self.arrived) - set(self.queue) <= self.effects

    def teardown(self) -> None:
        """In the end nothing was skipped."""
        for _ in range(2 * len(self.arrived) + 2):
            self.fetches(is_answered=True)
            while self.in_hand:
                number = self.in_hand.pop()
                self.effects.add(number)
                self.window.finish(number)
        assert self.effects == set(self.arrived)
        assert self.queue == []


TestAnyOrder = AnyOrder.TestCase
