"""A data service stores what it is told; who decides stands elsewhere."""

from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.frameworks import BROKER_CLIENTS
from architecture_rules.reading.import_graph import import_graph
from architecture_rules.reading.selections import production_python
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]


def _look(project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    hexagons = [each.name for each in project.services(Kind.HEXAGON)]
    data = [each for each in files if each.kind is Kind.DATA]
    graph = import_graph(tuple(files))
    for packages, what in (
        (hexagons, "business logic"),
        (BROKER_CLIENTS, "a client of the broker"),
    ):
        for file, each, chain in graph.ways_in(data, packages):
            message = f"brings {what} into a data service: {' > '.join(chain)}"
            yield Place(file.path, each.line, message, each.column)


_DATA = "services/db_postgres_service/db_postgres_service"
_BUS = "packages/message_bus/message_bus"
_HEXAGON = "packages/business_hexagon/business_hexagon"
_ORDERS = "class Order: ...\n"

RULE = ProjectRule(
    RuleCard(
        id="Q104",
        name="no_business_logic_in_data_service",
        section="Data Access Architecture",
        why=(
            "A rule of business that a data service knows as well exists twice and will differ; a"
            " data service that publishes takes part in flows that it cannot see to the end."
        ),
        mend=(
            "Decide in the hexagon and send the data service the outcome, events included; rows"
            " and wire schemas are all that it needs to know."
        ),
        bad=Example(
            {
                f"{_DATA}/orders.py": (
                    "from business_hexagon.orders import Order  # <- here\n"
                    "from message_bus import publish  # <- here\n"
                ),
                f"{_HEXAGON}/orders.py": _ORDERS,
                f"{_BUS}/__init__.py": "import aio_pika\n",
            }
        ),
        good=Example(
            {
                f"{_DATA}/orders.py": "from storage_contracts import OrderRow\n",
                f"{_HEXAGON}/orders.py": _ORDERS,
                "packages/storage_contracts/storage_contracts/__init__.py": "class OrderRow: ...\n",
            }
        ),
    ),
    production_python,
    _look,
)
