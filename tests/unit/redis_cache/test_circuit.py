"""The circuit breaker by time."""

from redis_cache import Circuit


class Time:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        """Return the moment."""
        return self.seconds


def test_is_closed_at_first() -> None:
    """Nothing has failed yet, so trying is worth it."""
    assert not Circuit().is_open


def test_opens_for_a_while_after_a_failure() -> None:
    """Until the time is over nobody tries."""
    time = Time()
    circuit = Circuit(open_seconds=1.0, monotonic=time)
    circuit.failed()
    assert circuit.is_open
    time.seconds += 0.9
    assert circuit.is_open
    time.seconds += 0.2
    assert not circuit.is_open


def test_closes_with_a_success() -> None:
    """Who got through closes the circuit for all."""
    circuit = Circuit(open_seconds=60.0)
    circuit.failed()
    circuit.succeeded()
    assert not circuit.is_open
