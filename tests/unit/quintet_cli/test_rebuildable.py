"""Whatever has a stream of events can be rebuilt from it."""

from datetime import UTC, datetime

import pytest
from business_hexagon.domain.ordering.order import Order
from quintet_cli.rebuilding.folds import REBUILDABLE
from storage_clients.mapping.event_types import EVENTS_BY_STREAM
from storage_clients.mapping.stored_entities import STORED_BY_CLASS, STORED_ENTITIES
from storage_clients.mapping.stored_entity import StoredEntity

_OTHERWISE = {
    "stock",  # counted, and compared with the sum of what moved
    "notification",  # a record of what was sent, and no state
}


def test_every_kind_of_stream_is_rebuilt() -> None:
    """One that is forgotten here would be left out of `quintet rebuild` in silence."""
    assert {each.kind for each in REBUILDABLE} == set(EVENTS_BY_STREAM) - _OTHERWISE


def test_no_kind_is_named_twice() -> None:
    """The second would never be asked."""
    assert len({each.kind for each in REBUILDABLE}) == len(REBUILDABLE)
    assert len(STORED_BY_CLASS) == len(STORED_ENTITIES)


@pytest.mark.parametrize("stored", STORED_ENTITIES, ids=lambda stored: stored.kind)
def test_a_blank_aggregate_of_another_kind_is_refused(stored: StoredEntity) -> None:
    """Else its row would be written into a strange table."""
    with pytest.raises(TypeError, match="Order is no"):
        stored.write(Order(), datetime(2026, 1, 15, tzinfo=UTC))
