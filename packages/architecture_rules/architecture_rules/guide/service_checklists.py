"""What holds the four checklists of the guide."""

from typing import Final

from architecture_rules.guide.guide_sentence import GuideSentence

__all__ = ["SENTENCES"]

_API: Final = "tests/unit/api_service"
_HANDLERS: Final = "tests/unit/problem_details/test_handlers.py"
_HARDENED: Final = "tests/security/test_api8_security_misconfiguration.py"
_CONTEXT: Final = "tests/unit/telemetry/test_asgi.py"
_LOGS: Final = "tests/unit/telemetry/test_logs.py"
_UPDATES: Final = "tests/unit/bot_service/workplace/test_other_updates.py"
_MIDDLEWARES: Final = "tests/unit/bot_service/middlewares/test_middlewares.py"
_WEBHOOK: Final = "tests/integration/bot_service/test_webhook_process.py"
_IDLE: Final = "tests/integration/bot_service/test_idle_bot_process.py"
_POLLING: Final = "tests/integration/bot_service/test_polling_process.py"
_WORKER: Final = "tests/integration/worker_service/test_worker_process.py"
_CYCLE: Final = "tests/unit/worker_runtime/test_work_cycle.py"
_RETRYING: Final = "tests/integration/message_bus/test_retrying.py"
_POSTGRES: Final = "tests/integration/db_postgres_service"
_MONGO: Final = "tests/integration/db_mongo_service"
_WIRE: Final = "tests/unit/storage_contracts/test_wire_strictness.py"

_API_LIST: Final = "For FastAPI Services"
_BOT_LIST: Final = "For Aiogram Services"
_WORKER_LIST: Final = "For AsyncIO Workers"
_DATA_LIST: Final = "For Data Services"

_FASTAPI: Final = (
    GuideSentence(
        text="- [ ] Implement health check endpoint (`/health`)",
        section=_API_LIST,
        rules=("Q901", "Q902"),
        tests=(
            (
                f"{_POSTGRES}/test_migrations.py"
                "::test_a_service_on_an_unmigrated_database_is_not_ready"
            ),
        ),
    ),
    GuideSentence(
        text="- [ ] Use dependency injection for data clients",
        section=_API_LIST,
        rules=("Q909", "Q306"),
    ),
    GuideSentence(
        text="- [ ] Implement proper error handling and HTTP status codes",
        section=_API_LIST,
        rules=("Q903", "Q904", "Q957"),
        tests=(
            f"{_HANDLERS}::test_returns_422_with_path_and_stable_code",
            f"{_HANDLERS}::test_bugs_are_logged_and_not_leaked",
            f"{_API}/test_openapi.py::test_every_operation_documents_its_problems",
        ),
        note="Whether a status is the right one for what happened is for tests of each route.",
    ),
    GuideSentence(
        text="- [ ] Add OpenAPI documentation with examples",
        section=_API_LIST,
        rules=("Q910",),
        tests=(
            f"{_API}/test_openapi.py::test_every_body_and_every_answer_has_an_example",
            f"{_API}/test_openapi.py::test_every_operation_has_a_summary_and_an_introduction",
        ),
        note="Examples come from several modules: the finished document is what a test looks at.",
    ),
    GuideSentence(
        text="- [ ] Configure CORS, rate limiting, and security middleware",
        section=_API_LIST,
        rules=("Q905", "Q906", "Q954"),
        tests=(
            f"{_HARDENED}::test_every_answer_of_the_api_is_hardened",
            f"{_HARDENED}::test_foreign_origins_are_not_let_in",
        ),
    ),
    GuideSentence(
        text="- [ ] Implement request/response logging with correlation IDs",
        section=_API_LIST,
        rules=("Q907", "Q908"),
        tests=(
            f"{_CONTEXT}::test_accepts_and_returns_the_callers_ids",
            f"{_LOGS}::test_each_line_bears_service_request_and_trace",
        ),
    ),
)

_AIOGRAM: Final = (
    GuideSentence(
        text="- [ ] Implement graceful startup and shutdown",
        section=_BOT_LIST,
        rules=("Q930",),
        tests=(
            f"{_IDLE}::test_tells_its_start_and_its_end",
            f"{_WEBHOOK}::test_stops_in_order_and_keeps_its_registration",
            f"{_POLLING}::test_an_update_in_hand_outlives_a_kill",
        ),
        note="The rule sees that it listens to SIGTERM; that it ends in order, tests of processes.",
    ),
    GuideSentence(
        text="- [ ] Use dependency injection in dispatcher",
        section=_BOT_LIST,
        rules=("Q923", "Q909"),
        tests=(f"{_MIDDLEWARES}::test_handlers_take_their_use_cases_from_the_container",),
    ),
    GuideSentence(
        text="- [ ] Handle all bot update types (messages, callbacks, etc.)",
        section=_BOT_LIST,
        rules=("Q920",),
        tests=(
            f"{_UPDATES}::test_every_kind_of_update_is_asked_for_or_ignored_on_purpose",
            f"{_UPDATES}::test_every_type_of_content_is_answered_handled_or_ignored_on_purpose",
        ),
        note=(
            "The rule knows the kinds that a private chat brings; a test compares with all that"
            " the installed aiogram knows."
        ),
    ),
    GuideSentence(
        text="- [ ] Implement user session management",
        section=_BOT_LIST,
        rules=("Q921",),
        tests=(
            "tests/unit/bot_service/test_sessions.py::test_is_read_as_it_was_written",
            f"{_MIDDLEWARES}::test_a_step_and_its_data_change_by_one_write",
        ),
    ),
    GuideSentence(
        text="- [ ] Add comprehensive error handling",
        section=_BOT_LIST,
        rules=("Q922",),
        tests=(
            f"{_MIDDLEWARES}::test_tells_a_refusal_in_the_users_words",
            f"{_MIDDLEWARES}::test_apologises_once_for_a_bug_and_names_the_request",
        ),
    ),
    GuideSentence(
        text="- [ ] Configure webhook mode for production",
        section=_BOT_LIST,
        rules=("Q924",),
        tests=(
            (
                "tests/unit/bot_service/test_settings.py"
                "::test_production_refuses_what_only_development_may_have"
            ),
            f"{_WEBHOOK}::test_lets_in_nobody_without_the_secret",
        ),
    ),
)

_WORKERS: Final = (
    GuideSentence(
        text="- [ ] Implement proper signal handling for graceful shutdown",
        section=_WORKER_LIST,
        rules=("Q930", "Q329"),
        tests=(
            f"{_WORKER}::test_drains_and_ends_in_order_when_it_is_told_to_stop",
            f"{_CYCLE}::test_cuts_off_what_does_not_end",
        ),
    ),
    GuideSentence(
        text="- [ ] Use connection pooling for external services",
        section=_WORKER_LIST,
        rules=("Q309", "Q311", "Q909"),
    ),
    GuideSentence(
        text="- [ ] Implement retry logic with exponential backoff",
        section=_WORKER_LIST,
        rules=("Q931",),
        tests=(
            f"{_RETRYING}::test_a_failed_message_comes_again_after_its_delay",
            f"{_RETRYING}::test_a_message_that_falls_off_the_last_rung_is_a_dead_letter",
            f"{_WORKER}::test_charges_when_the_gateway_is_back",
        ),
        note="That every message is tried again is the consumer's doing, which tests look at.",
    ),
    GuideSentence(
        text="- [ ] Add comprehensive logging with context",
        section=_WORKER_LIST,
        rules=("Q908",),
        tests=(f"{_LOGS}::test_each_line_bears_service_request_and_trace",),
        note="What is worth a line is for a reviewer.",
    ),
    GuideSentence(
        text="- [ ] Monitor queue backlogs and processing times",
        section=_WORKER_LIST,
        rules=("Q932",),
        tests=(f"{_WORKER}::test_tells_backlog_times_and_relay_lag",),
    ),
    GuideSentence(
        text="- [ ] Implement health checks for worker processes",
        section=_WORKER_LIST,
        rules=("Q901", "Q902", "Q323"),
        tests=(f"{_WORKER}::test_starts_and_ends_while_something_is_away",),
    ),
)

_DATA: Final = (
    GuideSentence(
        text="- [ ] Implement repository pattern for data access",
        section=_DATA_LIST,
        rules=("Q940",),
    ),
    GuideSentence(
        text="- [ ] Use proper transaction management",
        section=_DATA_LIST,
        rules=("Q941",),
        tests=(
            (
                f"{_POSTGRES}/test_atomic_write.py"
                "::test_a_failure_in_any_part_takes_every_other_part_back"
            ),
            (
                f"{_POSTGRES}/test_connections.py"
                "::test_a_failed_transaction_leaves_nothing_and_a_good_pool"
            ),
        ),
        note=(
            "The rule sees literal statements that follow one another; which writes of different"
            " functions belong together, no reading of code can tell."
        ),
    ),
    GuideSentence(
        text="- [ ] Add comprehensive validation with Pydantic",
        section=_DATA_LIST,
        rules=("Q911", "Q912"),
        tests=(
            f"{_WIRE}::test_other_spellings_are_refused",
            f"{_POSTGRES}/test_http.py::test_a_wrong_request_gets_a_problem_that_names_the_field",
        ),
    ),
    GuideSentence(
        text="- [ ] Implement connection pooling and health checks",
        section=_DATA_LIST,
        rules=("Q309", "Q901", "Q902"),
        tests=(f"{_POSTGRES}/test_connections.py::test_many_callers_share_two_connections",),
    ),
    GuideSentence(
        text="- [ ] Add database migration support (Alembic)",
        section=_DATA_LIST,
        rules=("Q942", "Q944"),
        tests=(
            f"{_POSTGRES}/test_migrations.py::test_every_step_of_the_stairway_goes_up_down_and_up",
            f"{_POSTGRES}/test_migrations.py::test_the_metadata_is_the_migrated_schema",
            f"{_MONGO}/test_migrations.py::test_makes_and_mends_collections_and_then_changes_nothing",
        ),
    ),
    GuideSentence(
        text="- [ ] Configure proper indexing for performance",
        section=_DATA_LIST,
        rules=("Q943", "Q944"),
        tests=(
            f"{_POSTGRES}/test_query_plans.py::test_a_statement_of_the_service_reads_no_whole_table",
            f"{_POSTGRES}/test_query_plans.py::test_every_sort_walks_an_index",
            f"{_MONGO}/test_indexes.py::test_lists_read_along_an_index",
        ),
        note="Foreign keys are seen in the code; what a query needs, only its plan tells.",
    ),
)

SENTENCES: Final = (*_FASTAPI, *_AIOGRAM, *_WORKERS, *_DATA)
