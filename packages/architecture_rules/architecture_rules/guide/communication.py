"""Inter-Service Communication: HTTP for answers, RabbitMQ for news."""

from typing import Final

from architecture_rules.guide.guide_sentence import GuideSentence

__all__ = ["SENTENCES"]

_RETRYING = "tests/integration/message_bus/test_retrying.py"
_LOSSES = "tests/integration/message_bus/test_losses.py"
_FAILURES = "tests/unit/http_transport/test_failures.py"
_TRANSLATOR = "tests/unit/storage_clients/test_error_translator.py"
_SAGA = "tests/integration/worker_service/test_order_saga.py"
_CATALOGUE = "tests/unit/integration_events/test_catalogue.py"
_CRASH = "tests/integration/message_bus/test_broker_crash.py"

SENTENCES: Final = (
    GuideSentence(
        text="- **Use Case**: Direct data access and immediate responses",
        rules=("Q208",),
        note="What is worth an immediate answer is a decision of the design; rules see the way.",
    ),
    GuideSentence(
        text="- **Pattern**: Business services → Data services",
        rules=("Q101", "Q208", "Q603"),
    ),
    GuideSentence(
        text="- **Protocol**: HTTP/HTTPS with JSON payloads",
        rules=("Q512",),
        tests=(
            "tests/contract/test_documents.py::test_a_document_tells_its_version_and_its_owner",
        ),
    ),
    GuideSentence(
        text="- **Error Handling**: HTTP status codes, timeouts, retries",
        rules=("Q310", "Q508", "Q510", "Q931"),
        tests=(
            f"{_TRANSLATOR}::test_a_service_in_trouble_is_unavailable_whatever_its_body",
            f"{_FAILURES}::test_deadline_ends_a_request_and_its_connection",
            f"{_FAILURES}::test_retries_a_post_only_when_told_it_is_idempotent",
        ),
    ),
    GuideSentence(
        text="- **Use Case**: Cross-service notifications and event-driven workflows",
        rules=("Q208", "Q502", "Q514"),
        tests=(f"{_SAGA}::test_completes_an_order_that_is_paid",),
    ),
    GuideSentence(
        text="- **Pattern**: All services → RabbitMQ → All services",
        rules=("Q208", "Q502", "Q603"),
        tests=(f"{_CATALOGUE}::test_every_published_event_reaches_a_queue",),
        note="Data services hold no broker: what they store is published for them by the worker.",
    ),
    GuideSentence(
        text="- **Protocol**: AMQP with JSON payloads",
        rules=("Q512", "Q513"),
        tests=(
            "tests/unit/integration_events/test_envelope.py::test_every_event_survives_the_wire",
        ),
    ),
    GuideSentence(
        text="- **Reliability**: Persistent queues, acknowledgments, dead letter queues",
        rules=("Q501", "Q504", "Q505", "Q511"),
        tests=(
            f"{_LOSSES}::test_the_message_of_a_killed_consumer_goes_to_another",
            f"{_RETRYING}::test_a_message_that_falls_off_the_last_rung_is_a_dead_letter",
            f"{_CRASH}::test_nothing_is_lost_when_the_broker_is_killed",
        ),
    ),
)
