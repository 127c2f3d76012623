"""A domain that knows no library can be read, tested and kept for twenty years."""

from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.imports import imports_of
from architecture_rules.reading.layer_rooms import in_layer, is_standard, reaches_layer
from architecture_rules.rule import FileRule

__all__ = ["RULE"]


def _look(file: SourceFile) -> Iterator[Place]:
    for each in imports_of(file):
        if not is_standard(each.name) and not reaches_layer(each.name, "domain"):
            yield Place(
                file.path, each.line, f"the domain depends on {each.name}", column=each.column
            )


_DOMAIN = "packages/business_hexagon/business_hexagon/domain"

RULE = FileRule(
    RuleCard(
        id="Q601",
        name="domain_depends_on_nothing",
        section="DDD/Hexagonal Architecture",
        why=(
            "Business rules outlive frameworks. Whatever the domain imports can change its"
            " meaning, slows its tests and ties it to somebody else's releases."
        ),
        mend=(
            "Use the standard library and the domain itself. What needs a library belongs behind"
            " a port of the application, in an adapter."
        ),
        bad=Example(
            {
                f"{_DOMAIN}/orders/order.py": (
                    "from pydantic import BaseModel  # <- here\n"
                    "from business_hexagon.application.ports.clock import Clock  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                f"{_DOMAIN}/orders/order.py": (
                    "from dataclasses import dataclass\n\n"
                    "from business_hexagon.domain.values.money import Money\n"
                )
            }
        ),
    ),
    in_layer("domain"),
    _look,
)
