"""What holds the guide's sentences on types of services and their event loops."""

from typing import Final

from architecture_rules.guide.guide_sentence import GuideSentence

__all__ = ["SENTENCES"]

_TYPES: Final = "2. Service Type Separation (Critical for Event Loop Management)"
_API: Final = "HTTP API Services"
_BOT: Final = "Telegram Bot Services"
_WORKER: Final = "Background Worker Services"
_PATTERNS: Final = "Inter-Service Communication Patterns"

_READY: Final = "tests/e2e/test_whole_platform.py::test_all_five_are_ready_and_say_of_what"
_APART: Final = ("Q201", "Q202", "Q205", "Q206", "Q207")
_LOOP: Final = ("Q203", "Q204")

SENTENCES: Final = (
    GuideSentence(
        text="- **Event-Driven Communication**: RabbitMQ for inter-service messaging",
        rules=("Q016", "Q208", "Q209", "Q502", "Q603"),
    ),
    GuideSentence(
        text="- **Service Type Isolation**: Each service type runs in separate processes",
        rules=_APART,
    ),
    GuideSentence(
        text=(
            "- **MANDATORY**: Event Loop Isolation - Each service type MUST run in separate"
            " processes/containers"
        ),
        rules=(*_APART, *_LOOP, "Q603"),
        tests=(_READY,),
    ),
    GuideSentence(text="- **Service Types**:", section=_TYPES, rules=("Q205",)),
    GuideSentence(
        text="- **HTTP API Services**: FastAPI + Uvicorn (separate process)",
        rules=("Q201", "Q206"),
        tests=(_READY,),
    ),
    GuideSentence(
        text="- **Telegram Bot Services**: Aiogram (separate process)",
        rules=("Q201", "Q206"),
        tests=(_READY,),
    ),
    GuideSentence(
        text="- **Background Workers**: AsyncIO workers (separate process)",
        rules=("Q201", "Q206"),
        tests=(_READY,),
    ),
    GuideSentence(
        text=(
            "- **❌ PROHIBITED**: Running multiple event loop managers (FastAPI + Aiogram) in same"
            " process"
        ),
        rules=("Q201", *_LOOP),
        note=(
            "The bot's and the worker's probes are served by uvicorn as a task of their one loop:"
            " it neither starts nor manages it. A rule sees imports, not what a loop runs."
        ),
    ),
    GuideSentence(
        text="- **MANDATORY**: Communication - Use RabbitMQ for inter-service communication",
        rules=("Q016", "Q208", "Q209", "Q502", "Q603"),
        note="Data services are asked over HTTP, as the guide has it under Data Access.",
    ),
    GuideSentence(
        text="- **Technology**: FastAPI + Uvicorn",
        section=_API,
        rules=("Q201",),
        tests=(_READY,),
        note="Rules keep other frameworks' processes apart; the choice shows in the dependencies.",
    ),
    GuideSentence(
        text="- **Event Loop**: Managed by FastAPI/Uvicorn",
        section=_API,
        rules=_LOOP,
        note=(
            "One loop, started in `__main__.py`, in which uvicorn serves: so that connections are"
            " drained before the lifespan ends."
        ),
    ),
    GuideSentence(
        text="- **Integration**: Redis and RabbitMQ via dependency injection",
        section=_API,
        rules=("Q306", "Q909"),
    ),
    GuideSentence(
        text="- **Process**: Separate container/process", section=_API, rules=("Q206", "Q207")
    ),
    GuideSentence(
        text="- **Technology**: Aiogram",
        section=_BOT,
        rules=("Q201",),
        tests=("tests/integration/bot_service/test_polling_process.py::test_answers_and_confirms",),
    ),
    GuideSentence(
        text="- **Event Loop**: Managed by Aiogram via `asyncio.run(dp.start_polling(bot))`",
        section=_BOT,
        rules=_LOOP,
        tests=(
            "tests/integration/bot_service/test_polling_process.py::test_an_update_in_hand_outlives_a_kill",
        ),
        note=(
            "One loop, started in `__main__.py`; it feeds aiogram's dispatcher by a fetcher of its"
            " own, because start_polling confirms updates before they are handled (ADR 0027)."
        ),
    ),
    GuideSentence(
        text="- **Integration**: Redis and RabbitMQ via dependency injection in Dispatcher",
        section=_BOT,
        rules=("Q909", "Q923"),
    ),
    GuideSentence(
        text="- **Process**: Separate container/process", section=_BOT, rules=("Q206", "Q207")
    ),
    GuideSentence(
        text="- **Technology**: AsyncIO + aio-pika + redis.asyncio",
        section=_WORKER,
        rules=("Q201", "Q302", "Q304"),
    ),
    GuideSentence(
        text="- **Event Loop**: `asyncio.run(main())` in separate process",
        section=_WORKER,
        rules=(*_LOOP, "Q206"),
    ),
    GuideSentence(
        text="- **Integration**: Direct use of async libraries",
        section=_WORKER,
        rules=("Q302", "Q304", "Q305"),
    ),
    GuideSentence(
        text="- **Process**: Separate container/process", section=_WORKER, rules=("Q206", "Q207")
    ),
    GuideSentence(
        text="- **Synchronous**: HTTP API between services (FastAPI ↔ FastAPI)",
        section=_PATTERNS,
        rules=("Q016", "Q108", "Q208"),
        note="Of business services with data services only; with each other they use events.",
    ),
    GuideSentence(
        text="- **Asynchronous**: RabbitMQ events between all service types",
        section=_PATTERNS,
        rules=("Q208", "Q209", "Q502"),
        note="Data services publish nothing (Q104); the worker publishes what they stored.",
    ),
    GuideSentence(
        text="- **Caching**: Redis for all service types (idempotency, cache, sessions)",
        section=_PATTERNS,
        rules=("Q312", "Q921"),
        tests=(
            "tests/integration/redis_cache/test_cached_products.py::test_lists_and_stock_are_never_cached",
            "tests/integration/api_service/test_idempotency.py::test_a_repeated_order_is_placed_once",
        ),
        note=(
            "Keys of idempotency and sessions of log ins live in PostgreSQL with the rows that they"
            " guard, for a cache may forget; whether a cache would help is a decision of design."
        ),
    ),
    GuideSentence(
        text="- **Tracing**: Request ID and OpenTelemetry trace propagation",
        section=_PATTERNS,
        rules=("Q108", "Q907"),
        tests=(
            "tests/integration/message_bus/test_consuming.py::test_a_handler_runs_in_the_context_of_the_request",
            "tests/integration/message_bus/test_observing.py::test_a_sampled_event_leaves_two_spans_of_one_trace",
            "tests/unit/telemetry/test_traces.py::test_spans_form_a_tree_that_continues_the_callers_trace",
        ),
    ),
    GuideSentence(
        text=(
            "**Decision**: Run each service type (FastAPI, Aiogram, AsyncIO) in separate processes"
        ),
        rules=(*_APART, *_LOOP),
    ),
)
