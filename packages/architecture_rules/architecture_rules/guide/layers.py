"""DDD/Hexagonal Architecture: four layers and what they may know of each other."""

from typing import Final

from architecture_rules.guide.guide_sentence import GuideSentence

__all__ = ["SENTENCES"]

_CONTRACTS = "tests/architecture/test_layers.py::test_every_import_contract_is_kept"
_CATALOGUE = "tests/unit/integration_events/test_catalogue.py"

SENTENCES: Final = (
    GuideSentence(
        text="- **Business Entities**: User, Product, Order, Task",
        rules=("Q601", "Q605"),
        note="Which entities a business has is its own; rules hold what they may depend on.",
    ),
    GuideSentence(text="- **Value Objects**: Email, Money, Address", rules=("Q611",)),
    GuideSentence(
        text="- **Domain Services**: Business rules and calculations",
        rules=("Q104", "Q601", "Q605"),
        note="That a calculation stands in the domain and nowhere else takes a reader to see.",
    ),
    GuideSentence(
        text="- **Domain Events**: Business-significant occurrences",
        rules=("Q611",),
        tests=(f"{_CATALOGUE}::test_a_domain_event_has_the_fields_of_its_row",),
    ),
    GuideSentence(
        text="- **No Dependencies**: Pure business logic, no infrastructure",
        rules=("Q601", "Q605"),
        tests=(_CONTRACTS,),
    ),
    GuideSentence(
        text="- **Application Services**: Orchestrate business workflows",
        rules=("Q602", "Q606"),
    ),
    GuideSentence(text="- **Use Cases**: Specific business scenarios", rules=("Q606",)),
    GuideSentence(
        text="- **Command/Query Handlers**: CQRS patterns", rules=("Q606", "Q610", "Q611")
    ),
    GuideSentence(
        text="- **Event Handlers**: React to domain events", rules=("Q502", "Q503", "Q514", "Q606")
    ),
    GuideSentence(
        text="- **Minimal Dependencies**: Only domain layer",
        rules=("Q602", "Q605"),
        tests=(_CONTRACTS,),
    ),
    GuideSentence(
        text="- **Repositories**: Data access implementations",
        rules=("Q101", "Q106", "Q602", "Q607"),
    ),
    GuideSentence(
        text="- **HTTP Clients**: External service communication", rules=("Q602", "Q604")
    ),
    GuideSentence(
        text="- **Message Publishers**: Event publishing", rules=("Q505", "Q509", "Q604")
    ),
    GuideSentence(
        text="- **Configuration**: Settings and environment variables", rules=("Q307", "Q605")
    ),
    GuideSentence(
        text="- **Framework Integration**: FastAPI, Aiogram adapters",
        rules=("Q601", "Q602", "Q609"),
    ),
    GuideSentence(text="- **Controllers**: HTTP request handling", rules=("Q604", "Q609", "Q612")),
    GuideSentence(text="- **Routers**: API endpoint definitions", rules=("Q612",)),
    GuideSentence(
        text="- **Bot Handlers**: Telegram command handling", rules=("Q604", "Q609", "Q612")
    ),
    GuideSentence(
        text="- **Middleware**: Cross-cutting concerns",
        rules=("Q602", "Q905"),
        note="What counts as cross-cutting is a judgment; the guards that must be there are not.",
    ),
    GuideSentence(
        text="- **DTO Mappers**: Request/response transformation", rules=("Q609", "Q911", "Q912")
    ),
    GuideSentence(
        text="- **Testability**: Easy to test business logic in isolation",
        rules=("Q601", "Q602", "Q605"),
        tests=("tests/unit/business_hexagon/test_fakes_fit_ports.py::test_every_port_has_a_fake",),
    ),
    GuideSentence(
        text="- **Flexibility**: Easy to swap infrastructure components",
        rules=("Q602", "Q604", "Q607", "Q609"),
    ),
    GuideSentence(
        text="- **Maintainability**: Clear separation of concerns",
        rules=("Q606", "Q607", "Q608", "Q610", "Q612"),
    ),
    GuideSentence(
        text="- **Scalability**: Independent scaling of different layers",
        rules=("Q201", "Q202", "Q603"),
        note="That two of each process share the work is seen by the tests of the relays only.",
    ),
)
