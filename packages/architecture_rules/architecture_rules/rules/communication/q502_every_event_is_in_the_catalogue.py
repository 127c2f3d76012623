"""A subscription with a slip of the pen waits for ever, and nobody notices."""

import ast
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, keyword, string_of
from architecture_rules.reading.event_tables import (
    catalogue_rows,
    is_event_type,
    matches_any,
    names_events,
    subscribed,
)
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_PUBLISHING = frozenset({"publish", "publish_event"})
_TABLE = 2
"""So many known events make a table of strings one of events."""


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    catalogues = catalogue_rows(files)
    known = tuple({row.event_type for rows in catalogues.values() for row in rows})
    if not known:
        return
    for file in files:
        if file.path in catalogues or not names_events(file):
            continue
        for text, node in (*subscribed(file), *_handled(file, known), *_sent(file)):
            if not matches_any(text, known):
                message = f"{text} is not in the catalogue of events"
                yield Place(file.path, node.lineno, message, column=node.col_offset + 1)


def _handled(file: SourceFile, known: Sequence[str]) -> Iterator[tuple[str, ast.expr]]:
    """Keys, or else values, of a dictionary that are all events."""
    hears = ".interface.messages" in f".{file.module}"
    for table in file.nodes(ast.Dict):
        for side in (table.keys, table.values):
            texts = [(text, each) for each in side if each and (text := string_of(each))]
            if not texts or len(texts) < len(side):
                continue
            if all(is_event_type(text) for text, _ in texts) and (
                hears or sum(text in known for text, _ in texts) >= _TABLE
            ):
                yield from texts


def _sent(file: SourceFile) -> Iterator[tuple[str, ast.expr]]:
    for call in file.nodes(ast.Call):
        named = keyword(call, "event_type")
        if named is None and call.args and called(call) in _PUBLISHING and not _is_cache(call):
            named = call.args[0]
        either = [named.body, named.orelse] if isinstance(named, ast.IfExp) else [named]
        for each in either:
            text = string_of(each)
            if each is not None and text is not None and is_event_type(text):
                yield text, each


def _is_cache(call: ast.Call) -> bool:
    """Whether it is Redis that is told: its channels are no events."""
    return any(each in ast.unparse(call.func).lower() for each in ("redis", "pubsub"))


_EVENTS = "packages/integration_events/integration_events"
_CATALOGUE = (
    "from integration_events.event_definition import EventDefinition\n\n"
    'ROWS = (EventDefinition("order.created"), EventDefinition("service.started"))\n'
    "CATALOGUE = {row.event_type: row for row in ROWS}\n"
)
_START = "services/worker_service/worker_service/start.py"

RULE = ProjectRule(
    RuleCard(
        id="Q502",
        name="every_event_is_in_the_catalogue",
        section="Event-Driven Architecture",
        why=(
            "The catalogue is the published language: types, schemas, versions. What is sent"
            " without being in it cannot be validated, and what is awaited without being in it"
            " never comes."
        ),
        mend="Mend the name, or add the event to the catalogue with a model of its data.",
        bad=Example(
            {
                f"{_EVENTS}/subscriptions.py": (
                    "SUBSCRIPTIONS = {\n"
                    '    "worker_order_saga": ("order.created",),\n'
                    '    "worker_mail": ("order.craeted", "payment.*"),  # <- here\n'
                    "}\n"
                ),
                f"{_EVENTS}/catalogue.py": _CATALOGUE,
                _START: (
                    "async def start(events) -> None:\n"
                    '    await events.publish("service.begun", {})  # <- here\n'
                ),
            }
        ),
        good=Example(
            {
                f"{_EVENTS}/subscriptions.py": (
                    "SUBSCRIPTIONS = {\n"
                    '    "worker_order_saga": ("order.created",),\n'
                    '    "worker_analytics": ("#",),\n'
                    "}\n"
                ),
                f"{_EVENTS}/catalogue.py": _CATALOGUE,
                _START: (
                    "async def start(events) -> None:\n"
                    '    await events.publish("service.started", {})\n'
                ),
            }
        ),
    ),
    python_of(*SERVICES, Kind.PACKAGE),
    _look,
)
