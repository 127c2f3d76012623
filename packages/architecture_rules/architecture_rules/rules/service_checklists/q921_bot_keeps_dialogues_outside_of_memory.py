"""A dialogue in the memory of one process is lost with its next start."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, keyword
from architecture_rules.reading.selections import python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]


def _look(file: SourceFile) -> Iterator[Place]:
    for call in file.nodes(ast.Call):
        if called(call) == "Dispatcher" and keyword(call, "storage") is None:
            yield Place(
                file.path,
                call.lineno,
                "a dispatcher without storage keeps dialogues in memory",
                call.col_offset + 1,
            )
        elif called(call) in {"MemoryStorage", "SimpleEventIsolation"}:
            message = f"{called(call)} keeps dialogues in the memory of one process"
            yield Place(file.path, call.lineno, message, call.col_offset + 1)


_DISPATCHER = "services/bot_service/bot_service/interface/telegram/dispatcher.py"

RULE = FileRule(
    RuleCard(
        id="Q921",
        name="bot_keeps_dialogues_outside_of_memory",
        section="For Aiogram Services",
        why=(
            "Whoever is half-way through an order goes on after a restart, and with any of several"
            " bots. A dispatcher that is told of no storage forgets everybody."
        ),
        mend="Give it storage in Redis: `Dispatcher(storage=RedisStorage(…))`.",
        bad=Example({_DISPATCHER: "dispatcher = Dispatcher()  # <- here\n"}),
        good=Example({_DISPATCHER: "dispatcher = Dispatcher(storage=RedisStorage(redis))\n"}),
    ),
    python_of(Kind.BOT),
    _look,
)
