"""The cache inside the process."""

from redis_cache import LocalLayer


class Time:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        """Return the moment."""
        return self.seconds


def test_returns_what_was_put_until_its_time_is_over() -> None:
    """A value dies of age."""
    time = Time()
    layer = LocalLayer[str](ttl_seconds=1.0, monotonic=time)
    layer.put("a", "1")
    assert layer.get("a", layer.now()) == ("1",)
    time.seconds += 1.0
    assert layer.get("a", layer.now()) is None
    assert len(layer) == 0


def test_keeps_a_value_for_less_time_when_told() -> None:
    """An unknown key is remembered for a shorter time than a known one."""
    time = Time()
    layer = LocalLayer[None](ttl_seconds=1.0, monotonic=time)
    layer.put("a", None, most_seconds=0.2)
    assert layer.get("a", layer.now()) == (None,)
    time.seconds += 0.3
    assert layer.get("a", layer.now()) is None


def test_the_oldest_makes_room_when_it_is_full() -> None:
    """The number of entries is bounded, and writing again makes young."""
    layer = LocalLayer[int](ttl_seconds=60, max_entries=2)
    layer.put("a", 1)
    layer.put("b", 2)
    layer.put("a", 3)
    layer.put("c", 4)
    now = layer.now()
    assert (layer.get("a", now), layer.get("b", now), layer.get("c", now)) == ((3,), None, (4,))


def test_keeps_nothing_when_it_has_no_room() -> None:
    """Zero entries switch the layer off."""
    layer = LocalLayer[int](max_entries=0)
    layer.put("a", 1)
    assert layer.get("a", layer.now()) is None


def test_forgets_on_demand() -> None:
    """A forgotten key is gone at once, and so is everything after clear."""
    layer = LocalLayer[int](ttl_seconds=60)
    layer.put("a", 1)
    layer.put("b", 2)
    layer.forget("a")
    layer.forget("unknown")
    assert layer.get("a", layer.now()) is None
    layer.clear()
    assert len(layer) == 0
