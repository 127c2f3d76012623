"""Event-Driven Architecture: what events are called, hold and promise."""

from typing import Final

from architecture_rules.guide.guide_sentence import GuideSentence

__all__ = ["SENTENCES"]

_CATALOGUE = "tests/unit/integration_events/test_catalogue.py"
_SAGA = "tests/integration/worker_service/test_order_saga.py"
_NAMES = f"{_CATALOGUE}::test_names_are_subject_and_participle"
_KILLS = "tests/chaos/test_kills_while_orders_flow.py"
_STEPS = "tests/unit/business_hexagon/sagas/test_order_saga.py"
_REBUILD = "tests/integration/quintet_cli/test_rebuild_of_identity.py"
_VERIFY = "tests/chaos/test_verify_can_fail.py"

SENTENCES: Final = (
    GuideSentence(
        text="- **Entity Events**: `user.created`, `order.completed`, `payment.processed`",
        rules=("Q408", "Q502", "Q506", "Q507", "Q513"),
        tests=(_NAMES, f"{_CATALOGUE}::test_everything_stored_comes_from_the_domain"),
    ),
    GuideSentence(
        text="- **Process Events**: `workflow.started`, `batch.completed`, `notification.sent`",
        rules=("Q408", "Q502", "Q506"),
        tests=(_NAMES,),
    ),
    GuideSentence(
        text="- **System Events**: `service.started`, `health.degraded`, `metrics.collected`",
        rules=("Q408", "Q502", "Q506"),
        tests=(_NAMES, f"{_CATALOGUE}::test_system_events_are_fire_and_forget"),
    ),
    GuideSentence(
        text="- **Fire-and-Forget**: Non-critical notifications",
        rules=("Q509",),
        tests=(f"{_CATALOGUE}::test_system_events_are_fire_and_forget",),
    ),
    GuideSentence(
        text="- **At-Least-Once**: Critical business events with idempotency",
        rules=("Q503", "Q504", "Q505", "Q509"),
        tests=(
            "tests/integration/message_bus/test_consuming.py::test_a_duplicate_is_handed_over_again",
            f"{_KILLS}::test_loses_nothing_when_each_process_and_server_is_killed_once",
        ),
        note=(
            "Q503 sees that a handler of the hexagon keeps the event's id; that what it hands the"
            " event to claims it, the tests with duplicates show."
        ),
    ),
    GuideSentence(
        text="- **Saga Pattern**: Complex workflows spanning multiple services",
        tests=(
            f"{_SAGA}::test_completes_an_order_that_is_paid",
            f"{_SAGA}::test_cancels_an_order_that_is_not_paid",
            f"{_STEPS}::test_allows_each_transition_at_its_steps_alone",
        ),
        note="Whether a workflow needs compensation is not written in its code; its tests tell.",
    ),
    GuideSentence(
        text="- **Event Sourcing**: Audit trails and state reconstruction",
        rules=("Q605", "Q611"),
        tests=(
            f"{_REBUILD}::test_every_row_of_identity_is_what_its_events_make_of_it",
            f"{_VERIFY}::test_rebuild_names_a_row_that_its_events_do_not_tell_of",
        ),
        note=(
            "Rules keep the hexagon free of clocks and chance and its events frozen; that rows"
            " can be rebuilt from events is seen by rebuilding them."
        ),
    ),
)
