"""What holds the guide's sentences on data access, and the decisions about it."""

from typing import Final

from architecture_rules.guide.guide_sentence import GuideSentence

__all__ = ["SENTENCES"]

_COMPOSE: Final = "tests/unit/deploy/test_compose_files.py"
_IMAGES: Final = "tests/unit/deploy/test_image_contents.py"
_CONTEXT: Final = "tests/unit/telemetry/test_request_context.py"
_TRANSLATOR: Final = "tests/unit/storage_clients/test_error_translator.py"
_FAILURES: Final = "tests/unit/http_transport/test_failures.py"
_POSTGRES: Final = "tests/integration/db_postgres_service"
_MONGO: Final = "tests/integration/db_mongo_service"
_LOST: Final = "tests/integration/storage_clients/test_lost_answers.py"

_NO_WAY_IN: Final = ("Q101", "Q102", "Q103", "Q105", "Q106", "Q109")
_NETWORK: Final = f"{_COMPOSE}::test_a_database_shares_a_network_with_its_data_service_alone"
_TOLD: Final = f"{_COMPOSE}::test_no_business_service_is_told_where_a_database_is"
_HELD: Final = f"{_IMAGES}::test_no_business_service_holds_a_database_driver"
_PORTS: Final = f"{_COMPOSE}::test_ports_are_those_of_the_guide_and_open_on_the_loopback_only"
_PLACED: Final = (
    f"{_POSTGRES}/test_order_story.py::test_an_order_is_placed_reserved_paid_and_completed"
)
_ONLY_LOGIC: Final = (
    "Rules see what a business service reaches: no driver, no query, no second business service."
    " Whether a line of code is business is for a reviewer."
)

SENTENCES: Final = (
    GuideSentence(
        text=(
            "- **Centralized Data Services**: Two dedicated services handle ALL database operations"
        ),
        rules=("Q101", "Q102", "Q107"),
    ),
    GuideSentence(
        text="- **Business Logic Separation**: Business services contain ONLY business logic",
        rules=("Q101", "Q104", "Q106", "Q602"),
        note=_ONLY_LOGIC,
    ),
    GuideSentence(
        text="- **HTTP-Only Data Access**: No direct database connections in business services",
        rules=_NO_WAY_IN,
        tests=(_NETWORK,),
    ),
    GuideSentence(
        text=(
            "- **MANDATORY**: Centralized Data Services - Two dedicated data services handle ALL"
            " database operations:"
        ),
        rules=("Q101", "Q102", "Q107"),
        tests=(_NETWORK,),
    ),
    GuideSentence(
        text="- `db_postgres_service` (Port: 8001) - PostgreSQL data access service",
        rules=("Q107", "Q110", "Q206"),
        tests=(_PORTS,),
    ),
    GuideSentence(
        text="- `db_mongo_service` (Port: 8002) - MongoDB data access service",
        rules=("Q107", "Q110", "Q206"),
        tests=(_PORTS,),
    ),
    GuideSentence(
        text=(
            "- **MANDATORY**: Business Logic Separation - Business services (`api_service`,"
            " `bot_service`, `worker_service`) contain ONLY business logic"
        ),
        rules=("Q101", "Q104", "Q106", "Q602"),
        note=_ONLY_LOGIC,
    ),
    GuideSentence(
        text=(
            "- **MANDATORY**: HTTP-Only Data Access - Business services access data EXCLUSIVELY via"
            " HTTP APIs to data services"
        ),
        rules=(*_NO_WAY_IN, "Q108"),
        tests=(_NETWORK,),
    ),
    GuideSentence(
        text="- **❌ PROHIBITED**: Direct database connections in business services",
        rules=_NO_WAY_IN,
        tests=(_TOLD, _HELD),
    ),
    GuideSentence(
        text="- **PostgreSQL Data Service** (`db_postgres_service`):",
        rules=("Q107", "Q110"),
    ),
    GuideSentence(
        text="- Handles all relational data operations",
        rules=("Q101", "Q102", "Q107"),
        tests=(_PLACED,),
    ),
    GuideSentence(
        text="- Users, products, orders, payments",
        tests=(_PLACED, f"{_POSTGRES}/test_query_plans.py::test_every_sort_walks_an_index"),
        note="What a project stores is its own affair; no rule asks a shop for these four.",
    ),
    GuideSentence(
        text="- ACID transactions and complex queries",
        rules=("Q941",),
        tests=(
            f"{_POSTGRES}/test_atomic_write.py::test_a_failure_in_any_part_takes_every_other_part_back",
            f"{_POSTGRES}/test_reports.py::test_each_damage_is_found_by_its_check",
        ),
    ),
    GuideSentence(
        text="- Port: 8001 (external), Port: 8000 (internal)", rules=("Q110",), tests=(_PORTS,)
    ),
    GuideSentence(
        text="- **MongoDB Data Service** (`db_mongo_service`):",
        rules=("Q107", "Q110"),
    ),
    GuideSentence(
        text="- Handles all document and analytics data",
        rules=("Q101", "Q102", "Q107"),
        tests=(f"{_MONGO}/test_attachments.py::test_a_file_is_one_document",),
    ),
    GuideSentence(
        text="- User behavior, application logs, analytics events",
        tests=(
            f"{_MONGO}/test_recording_events.py::test_records_events_of_many_callers_at_once_exactly_once",
            f"{_MONGO}/test_operations_reports.py::test_keeps_a_log_record_once_with_all_it_carries",
        ),
        note="What a project stores is its own affair; no rule asks for these three.",
    ),
    GuideSentence(
        text="- Aggregation pipelines and real-time analytics",
        rules=("Q106",),
        tests=(
            f"{_MONGO}/test_order_reports.py::test_counts_orders_at_each_step_of_the_funnel",
            f"{_MONGO}/test_operations_reports.py::test_counts_the_events_of_the_last_minutes",
        ),
    ),
    GuideSentence(
        text="- Port: 8002 (external), Port: 8000 (internal)", rules=("Q110",), tests=(_PORTS,)
    ),
    GuideSentence(
        text=(
            "- **HTTP-Only Access**: Business services communicate with data services via HTTP APIs"
        ),
        rules=(*_NO_WAY_IN, "Q108"),
    ),
    GuideSentence(
        text=(
            "- **No Direct Database Connections**: Business services never connect directly to"
            " databases"
        ),
        rules=_NO_WAY_IN,
        tests=(_NETWORK, _HELD),
    ),
    GuideSentence(
        text=("- **Request Context**: All requests include request_id and user_id for tracing"),
        rules=("Q108",),
        tests=(
            f"{_CONTEXT}::test_user_joins_the_context_in_hand",
            f"{_CONTEXT}::test_outgoing_headers_leave_out_what_is_unknown",
        ),
        note="There is a user_id once somebody is known; a guest's requests carry none.",
    ),
    GuideSentence(
        text="- **Error Handling**: Proper HTTP status code handling and retry logic",
        rules=("Q310", "Q508", "Q510"),
        tests=(
            f"{_TRANSLATOR}::test_a_storage_error_arrives_as_the_applications_own",
            f"{_FAILURES}::test_retries_a_post_only_when_told_it_is_idempotent",
            f"{_LOST}::test_rides_out_a_short_absence",
        ),
    ),
    GuideSentence(
        text=(
            "**Decision**: Adopt centralized data services with HTTP-only business service access"
        ),
        rules=("Q101", "Q102", "Q107"),
    ),
    GuideSentence(
        text="**Decision**: Use PostgreSQL for relational data and MongoDB for analytics",
        rules=("Q107",),
    ),
    GuideSentence(
        text="**Decision**: Prohibit direct database connections in business services",
        rules=_NO_WAY_IN,
        tests=(_NETWORK,),
    ),
)
