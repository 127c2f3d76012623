"""A use case that names an adapter can only be run with that adapter."""

from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.imports import imports_of
from architecture_rules.reading.layer_rooms import in_layer, is_standard, reaches_layer
from architecture_rules.rule import FileRule

__all__ = ["RULE"]


def _look(file: SourceFile) -> Iterator[Place]:
    own = f"{file.module.partition('.')[0]}.application"
    for each in imports_of(file):
        if (
            is_standard(each.name)
            or reaches_layer(each.name, "domain")
            or f"{each.name}.".startswith(f"{own}.")
        ):
            continue
        yield Place(
            file.path, each.line, f"the application depends on {each.name}", column=each.column
        )


_APPLICATION = "packages/business_hexagon/business_hexagon/application"

RULE = FileRule(
    RuleCard(
        id="Q602",
        name="application_depends_on_the_domain_only",
        section="DDD/Hexagonal Architecture",
        why=(
            "Use cases say what happens, adapters how. With a client, a framework or a wire"
            " schema in a use case, its tests need servers and a new adapter needs a new use case."
        ),
        mend="Declare a port (a Protocol) in `application/ports`, and implement it in an adapter.",
        bad=Example(
            {
                f"{_APPLICATION}/commands/place_order.py": (
                    "from fastapi import HTTPException  # <- here\n"
                    "from storage_clients.http_orders import HttpOrders  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                f"{_APPLICATION}/commands/place_order.py": (
                    "from dataclasses import dataclass\n\n"
                    "from business_hexagon.application.ports.orders import Orders\n"
                    "from business_hexagon.domain.ordering.order import Order\n"
                )
            }
        ),
    ),
    in_layer("application"),
    _look,
)
