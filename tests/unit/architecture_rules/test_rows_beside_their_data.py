"""Rows of the catalogue that stand beside the data of an entity are rows to every rule."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from architecture_rules.card import Example
from architecture_rules.example_project import write_example
from architecture_rules.running.whole_check import check_folder

_EVENTS = "packages/integration_events/integration_events"
_CATALOGUE = (
    "ROWS = (\n"
    '    EventDefinition("service.started", Delivery.FIRE_AND_FORGET),\n'
    "    *WISH_ROWS,\n"
    ")\n"
    "CATALOGUE = {row.event_type: row for row in ROWS}\n"
)
_WISH = (
    "class WishCreated(EventData):\n    wish_id: UUID\n\n"
    'WISH_ROWS: Final = (entity_event("wish.created", WishCreated),)\n'
)
_SERVICE = "services/api_service/api_service/wishes.py"


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("Q509", 'await events.publish("wish.created", {})'),
        ("Q502", 'await events.publish("wish.granted", {})'),
    ],
)
def test_their_events_are_known_and_kept(rule: str, line: str, tmp_path: Path) -> None:
    """Published beside the outbox they are found, and what is no row is unknown."""
    files = {
        f"{_EVENTS}/catalogue.py": _CATALOGUE,
        f"{_EVENTS}/wish_events.py": _WISH,
        _SERVICE: f"async def wish(events) -> None:\n    {line}\n",
    }
    write_example(Example(files), tmp_path)
    today = datetime.now(UTC).date()
    report = check_folder(tmp_path, today, rule_ids=frozenset({rule}), remember=False)
    assert [one.path for one in report.findings] == [_SERVICE]
