"""At least once means: sometimes twice; only the event's id tells the second from the first."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.function_parts import Function, methods_of, parameters_of
from architecture_rules.reading.layer_rooms import in_room
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_IDENTITY = ("claim", "event_id", "idempotency", "inbox")


def _look(file: SourceFile) -> Iterator[Place]:
    for owner in file.nodes(ast.ClassDef):
        if owner.name.startswith("_"):
            continue
        for method in methods_of(owner):
            if method.name in {"handle", "__call__"}:
                event = next((p.arg for p in parameters_of(method) if p.arg != "self"), None)
                if event is not None and _lets_go(method, event):
                    message = f"{owner.name} acts on an event and claims nothing by its id"
                    yield Place(file.path, method.lineno, message, column=method.col_offset + 1)


def _lets_go(method: Function, event: str) -> bool:
    """Whether only facts of the event are looked at: neither its id, nor is it handed on whole."""
    nodes = [each for part in method.body for each in ast.walk(part)]
    uses = sum(isinstance(each, ast.Name) and each.id == event for each in nodes)
    facts = [
        each.attr
        for each in nodes
        if isinstance(each, ast.Attribute)
        and isinstance(each.value, ast.Name)
        and each.value.id == event
    ]
    handed_on = uses > len(facts)
    claims = any(fact.startswith(_IDENTITY) for fact in facts)
    acts = any(isinstance(each, ast.Await) for each in nodes)
    return acts and not handed_on and not claims


_HANDLERS = "packages/business_hexagon/business_hexagon/application/event_handlers"
_HEAD = (
    "from business_hexagon.application.ports.incoming_event import IncomingEvent\n\n\n"
    "class WhenOrderCreatedReserveStock:\n"
)

RULE = FileRule(
    RuleCard(
        id="Q503",
        name="event_handlers_keep_the_identity_of_events",
        section="Event-Driven Architecture",
        why=(
            "The broker delivers again after every crash and every lost acknowledgment. An effect"
            " that is not written together with the claim of the event's id happens again, too."
        ),
        mend=(
            "Write the effect with a claim of the event (`event.inbox(CONSUMER)` as the"
            " idempotency of the change), or hand the whole event to what does."
        ),
        bad=Example(
            {
                f"{_HANDLERS}/when_order_created_reserve_stock.py": (
                    f"{_HEAD}"
                    "    async def handle(self, event: IncomingEvent[str]) -> None:  # <- here\n"
                    "        await self._stock.reserve(event.event)\n"
                )
            }
        ),
        good=Example(
            {
                f"{_HANDLERS}/when_order_created_reserve_stock.py": (
                    f"{_HEAD}"
                    "    async def handle(self, event: IncomingEvent[str]) -> None:\n"
                    '        claim = event.inbox("worker_order_saga")\n'
                    "        await self._stock.reserve(event.event, claim)\n"
                )
            }
        ),
    ),
    in_room("event_handlers"),
    _look,
)
