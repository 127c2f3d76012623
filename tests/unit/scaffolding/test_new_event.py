"""A further event of an entity that is there."""

import pytest
from scaffolding.errors import CannotGenerate
from scaffolding.generators.event import event_request

from tests.unit.scaffolding.dry_runs import PLATFORM, ending, generated


def test_an_event_is_told_everywhere() -> None:
    """The class, the union, the method, its data, its row and who may write it."""
    request = event_request(PLATFORM, "refund_request.postponed", ["until:date", "remark:text?"])

    files = generated(request)

    events = ending(files, "ordering/refund_request_events.py")
    assert "    until: date\n    remark: str | None\n" in events
    assert "    RefundRequestPostponed,\n" in events
    assert "    | RefundRequestPostponed\n" in events
    aggregate = ending(files, "ordering/refund_request.py")
    assert (
        "def mark_postponed(self, *, until: date, remark: str | None = None) -> None:" in aggregate
    )
    assert "            case RefundRequestPostponed():\n                pass" in aggregate
    data = ending(files, "integration_events/refund_request_events.py")
    assert "    order_id: OrderId\n    user_id: UserId\n    until: Day\n" in data
    assert '"refund_request.postponed",' in ending(files, "integration_events/catalogue.py")
    assert '"refund_request.postponed",' in ending(files, "write_rules/api_service.py")
    assert "def test_remark_must_be_well_formed" in ending(
        files, "test_refund_request_postponed.py"
    )


def test_a_field_that_the_entity_has_is_set() -> None:
    """What the event says is so from then on."""
    files = generated(event_request(PLATFORM, "task.renamed", ["title:text"]))

    assert "case TaskRenamed():\n                self.title = event.title\n" in ending(
        files, "tasks/task.py"
    )


def test_the_worker_may_write_the_rows_of_its_events() -> None:
    """An event is written together with the row that it changes."""
    files = generated(event_request(PLATFORM, "chat.archived", [], by="worker_service"))

    policy = ending(files, "write_rules/worker_service.py")
    assert '"chat.archived",\n            # quintet new: worker_service_events\n' in policy
    assert '"chat",\n            # quintet new: worker_service_resources\n' in policy
    assert '        "chat.archived",\n' in ending(files, "integration_events/catalogue.py")


@pytest.mark.parametrize(
    ("event", "fields", "reason"),
    [
        ("task", [], "is no event"),
        ("task.rename", [], "Q408"),
        ("task.Renamed", [], "small letters"),
        ("task.completed", [], "already"),
        ("user.bitten", [], "these have them"),
        ("task.renamed", ["title:date"], "same type"),
        ("task.renamed", ["task_id:identifier"], "taken"),
        ("task.renamed", ["state:choice(open,done)"], "no choices"),
    ],
)
def test_what_cannot_be_an_event_is_refused(event: str, fields: list[str], reason: str) -> None:
    """With the reason, before anything is written."""
    with pytest.raises(CannotGenerate, match=reason):
        event_request(PLATFORM, event, fields)


@pytest.mark.parametrize(
    ("command", "by", "reason"),
    [
        ("rename", "api_service", "a verb and its entity"),
        ("rename_task", "worker_service", "a route"),
        ("complete_task", "api_service", "already"),
        ("rename_task", "api_service", "was not generated"),
        (None, "nobody_service", "writes no events"),
    ],
)
def test_a_command_that_cannot_be_is_refused(command: str | None, by: str, reason: str) -> None:
    """Its shape is that of an entity's other use cases, so those must be generated, too."""
    with pytest.raises(CannotGenerate, match=reason):
        event_request(PLATFORM, "task.renamed", ["title:text"], command=command, by=by)
