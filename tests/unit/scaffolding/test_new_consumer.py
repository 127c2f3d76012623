"""A further consumer of an event that is there."""

import pytest
from scaffolding.errors import CannotGenerate
from scaffolding.generators.consumer import consumer_request
from scaffolding.generators.hexagon_events import hexagon_events, import_statement

from tests.unit.scaffolding.dry_runs import PLATFORM, ending, generated


def test_a_consumer_has_a_queue_an_inbox_and_a_handler() -> None:
    """One line in each table, and files of its own."""
    files = generated(consumer_request(PLATFORM, "thank_the_buyer", event="order.completed"))

    assert '"worker_thank_the_buyer": ("order.completed",),\n' in ending(files, "subscriptions.py")
    assert 'THANK_THE_BUYER: Final = "worker_thank_the_buyer"\n' in ending(files, "consumers.py")
    assert "**await thank_the_buyer(container),\n" in ending(files, "messages/handlings.py")
    assert "WhenOrderCompletedThankTheBuyer,\n" in ending(files, "worker_service/adapters.py")
    assert "incoming.inbox(THANK_THE_BUYER)" in ending(
        files, "event_handlers/when_order_completed_thank_the_buyer.py"
    )
    assert "each(OrderCompleted, await get(WhenOrderCompletedThankTheBuyer))" in "".join(
        ending(files, "messages/thank_the_buyer.py").split("\n")
    )


@pytest.mark.parametrize(
    ("name", "event", "service", "reason"),
    [
        ("thank", "order.compleeted", "worker_service", "one of order.completed"),
        ("thank", "nothing.like_it", "worker_service", "has no event"),
        ("thank", "session.refreshed", "worker_service", "never published"),
        ("thank", "order.completed", "api_service", "is no worker"),
        ("order_saga", "order.completed", "worker_service", "already"),
        ("Thank", "order.completed", "worker_service", "small letters"),
    ],
)
def test_what_cannot_listen_is_refused(name: str, event: str, service: str, reason: str) -> None:
    """With the reason, before anything is written."""
    with pytest.raises(CannotGenerate, match=reason):
        consumer_request(PLATFORM, name, event=event, service=service)


def test_the_events_of_sagas_are_found_too() -> None:
    """With their class, their fields and whether others hear of them."""
    events = hexagon_events(PLATFORM)

    assert events["stock.reserved"].class_name == "StockReserved"
    assert events["order.completed"].fields[0] == "order_id"
    assert not events["session.refreshed"].published


def test_imports_are_as_short_as_they_can_be() -> None:
    """A module's name alone may be longer than a line."""
    assert import_statement("a", "B") == "from a import B"
    assert import_statement("a" * 85, "Bee") == f"from {'a' * 85} import (\n    Bee,\n)"
    assert "import (  # noqa: E501  a long name\n" in import_statement("a" * 90, "Bee")
