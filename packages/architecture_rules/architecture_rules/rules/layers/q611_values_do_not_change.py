"""Two orders that share an address must not move house together."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import last_name
from architecture_rules.reading.layer_rooms import in_layer, in_room
from architecture_rules.reading.selections import any_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]


def _look(file: SourceFile) -> Iterator[Place]:
    for owner in file.nodes(ast.ClassDef):
        if owner.name.startswith("_"):
            continue  # a tally that nobody else sees
        for decorator in owner.decorator_list:
            called = decorator.func if isinstance(decorator, ast.Call) else decorator
            if last_name(called) != "dataclass":
                continue
            says = _flags(decorator)
            # What compares by identity is an entity or an error: it may change.
            if says.get("frozen") is not True and says.get("eq") is not False:
                message = f"{owner.name} compares by its values and lets them be changed"
                yield Place(file.path, owner.lineno, message)


def _flags(decorator: ast.expr) -> dict[str | None, object]:
    keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
    return {each.arg: each.value.value for each in keywords if isinstance(each.value, ast.Constant)}


_DOMAIN = "packages/business_hexagon/business_hexagon/domain"

RULE = FileRule(
    RuleCard(
        id="Q611",
        name="values_do_not_change",
        section="DDD/Hexagonal Architecture",
        why=(
            "Value objects, domain events, commands and queries are what they say. One that can"
            " be changed changes everywhere at once, and an event that changes is no history."
        ),
        mend=(
            "Write `@dataclass(frozen=True, slots=True)`; an entity, which has an identity of its"
            " own, says `eq=False`."
        ),
        bad=Example(
            {
                f"{_DOMAIN}/address.py": (
                    "from dataclasses import dataclass\n\n\n"
                    "@dataclass\nclass Address:  # <- here\n    city: str\n"
                )
            }
        ),
        good=Example(
            {
                f"{_DOMAIN}/address.py": (
                    "from dataclasses import dataclass\n\n\n"
                    "@dataclass(frozen=True, slots=True)\nclass Address:\n    city: str\n\n\n"
                    "@dataclass(eq=False)\nclass Customer:\n    address: Address\n"
                )
            }
        ),
    ),
    any_of(in_layer("domain"), in_room("commands", "queries")),
    _look,
)
