"""What holds `Quality Standards`, `Code Quality Requirements`."""

from typing import Final

from architecture_rules.guide.guide_sentence import GuideSentence

__all__ = ["SENTENCES"]

_DOCKER = "tests/integration/quintet_cli/test_docker_servers.py"
_ORDERS = "tests/e2e/test_customer_orders.py"
_CHAT = "tests/e2e/test_chat_journey.py"
_OPENAPI = "tests/unit/api_service/test_openapi.py"
_POSTGRES = "tests/unit/db_postgres_service/test_documentation.py"
_MONGO = "tests/unit/db_mongo_service/test_openapi.py"

SENTENCES: Final = (
    GuideSentence(
        text="- **Full typing required**: All functions must have complete type hints",
        section="1. Type Annotations (MANDATORY)",
        rules=("Q701", "Q801"),
    ),
    GuideSentence(
        text="- **Enforcement**: mypy>=1.8.0 with strict settings",
        section="1. Type Annotations (MANDATORY)",
        rules=("Q801", "Q803", "Q703"),
    ),
    GuideSentence(
        text="- **No `Any` types**: Use specific types or Union types",
        section="1. Type Annotations (MANDATORY)",
        rules=("Q702", "Q712", "Q801"),
        note="An `Any` of a library's own stubs is left to mypy's strict settings.",
    ),
    GuideSentence(
        text="- **Return types**: All functions must specify return types",
        section="1. Type Annotations (MANDATORY)",
        rules=("Q701",),
    ),
    GuideSentence(
        text="- **Critical Paths**: 100% coverage for business logic",
        section="2. Test Coverage (MANDATORY)",
        rules=("Q804", "Q806", "Q809"),
        note="The rules hold that it is measured and demanded; `make test` measures it.",
    ),
    GuideSentence(
        text="- **Integration Tests**: Real database testing via testcontainers",
        section="2. Test Coverage (MANDATORY)",
        rules=("Q805", "Q816"),
        tests=(f"{_DOCKER}::test_all_four_start_answer_and_stop_without_a_trace",),
        note=(
            "Integration tests run on the real servers that `quintet` starts itself, with Docker or"
            " without, instead of through testcontainers."
        ),
    ),
    GuideSentence(
        text="- **Unit Tests**: Mock external dependencies",
        section="2. Test Coverage (MANDATORY)",
        rules=("Q816", "Q808"),
        note="Whether a stand-in at a port is a good one, the contract suites say.",
    ),
    GuideSentence(
        text="- **End-to-End Tests**: Complete user workflows",
        section="2. Test Coverage (MANDATORY)",
        rules=("Q816",),
        tests=(
            f"{_ORDERS}::test_an_order_is_completed_by_events_and_tells_its_story",
            f"{_CHAT}::test_a_stranger_buys_two_things_and_sees_them_completed",
        ),
        note="Whether a journey is complete is for people to say.",
    ),
    GuideSentence(
        text="- **Linting**: Ruff (PEP8 compliance)",
        section="3. Code Quality Tools (MANDATORY)",
        rules=("Q802", "Q803", "Q703"),
    ),
    GuideSentence(
        text="- **Type Checking**: Mypy (strict mode)",
        section="3. Code Quality Tools (MANDATORY)",
        rules=("Q801", "Q803"),
    ),
    GuideSentence(
        text="- **Security**: Bandit (static analysis)",
        section="3. Code Quality Tools (MANDATORY)",
        rules=("Q803", "Q703"),
    ),
    GuideSentence(
        text="- **Formatting**: Ruff format (consistent style)",
        section="3. Code Quality Tools (MANDATORY)",
        rules=("Q803",),
    ),
    GuideSentence(
        text="- **Comprehensive docstrings**: All public methods",
        section="4. Documentation (REQUIRED)",
        rules=("Q704", "Q713", "Q802"),
        note="That there is one; whether it tells enough is for readers to say.",
    ),
    GuideSentence(
        text="- **API documentation**: OpenAPI/Swagger",
        section="4. Documentation (REQUIRED)",
        tests=(
            f"{_OPENAPI}::test_every_operation_has_a_summary_and_an_introduction",
            f"{_OPENAPI}::test_every_body_and_every_answer_has_an_example",
            f"{_POSTGRES}::test_every_operation_shows_an_example_of_its_answer",
            f"{_MONGO}::test_every_operation_shows_examples_and_what_can_go_wrong",
        ),
    ),
    GuideSentence(
        text="- **Architecture decisions**: Documented rationale",
        section="4. Documentation (REQUIRED)",
        rules=("Q810", "Q811"),
    ),
    GuideSentence(
        text="- **Examples**: Working code samples",
        section="4. Documentation (REQUIRED)",
        rules=("Q812", "Q813"),
        tests=(
            "tests/e2e/test_whole_platform.py::test_demo_tells_a_story_through_all_five_processes",
        ),
        note="Rules see that samples parse; the demo and the tests run what works.",
    ),
)
