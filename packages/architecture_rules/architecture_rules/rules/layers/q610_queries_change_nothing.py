"""Whoever asks expects that asking twice is the same as asking once."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.layer_rooms import in_room
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_WRITES = frozenset(
    {
        "add",
        "append",
        "commit",
        "create",
        "delete",
        "insert",
        "publish",
        "remove",
        "save",
        "send",
        "store",
        "update",
        "upsert",
        "write",
    }
)


def _look(file: SourceFile) -> Iterator[Place]:
    # Only what is awaited leaves the process; `found.add(…)` of a set is nobody's business.
    for waited in file.nodes(ast.Await):
        match waited.value:
            case ast.Call(func=ast.Attribute(attr=verb)) if verb.partition("_")[0] in _WRITES:
                message = f"a query waits for `{verb}`, which changes something"
                yield Place(file.path, waited.lineno, message, column=waited.col_offset + 1)


_QUERY = "packages/business_hexagon/business_hexagon/application/queries/get_order.py"

RULE = FileRule(
    RuleCard(
        id="Q610",
        name="queries_change_nothing",
        section="DDD/Hexagonal Architecture",
        why=(
            "Commands change, queries read: that is what lets queries be repeated, cached and"
            " sent to a copy, and what a retry relies on."
        ),
        mend="Make it a command, or move the writing to an event handler.",
        bad=Example(
            {
                _QUERY: (
                    "class GetOrder:\n"
                    "    async def execute(self, order_id: str) -> None:\n"
                    "        order = await self._orders.find(order_id)\n"
                    "        await self._orders.save(order)  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _QUERY: (
                    "class GetOrder:\n"
                    "    async def execute(self, order_id: str) -> None:\n"
                    "        await self._orders.find(order_id)\n"
                )
            }
        ),
    ),
    in_room("queries"),
    _look,
)
