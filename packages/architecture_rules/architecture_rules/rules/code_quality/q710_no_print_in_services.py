"""What is printed has no level, no request id, and no reader."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.names import Names
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_PRINTING = {"builtins.print", "pprint.pp", "pprint.pprint", "print", "rich.print"}


def _look(file: SourceFile) -> Iterator[Place]:
    if "print" not in file.text and "pp(" not in file.text:
        return
    names = Names(file)
    for call in file.nodes(ast.Call):
        if names.of(call.func) in _PRINTING:
            message = f"{ast.unparse(call)[:50]} reaches no log"
            yield Place(file.path, call.lineno, message, call.col_offset + 1)


_MODULE = "services/api_service/api_service/users.py"

RULE = FileRule(
    RuleCard(
        id="Q710",
        name="no_print_in_services",
        section="For AsyncIO Workers",
        why=(
            "Logs carry level, service and request id, and are collected; a print carries nothing,"
            " passes the masking of secrets by, and blocks the event loop."
        ),
        mend="Log it, with the fields that somebody will look for.",
        bad=Example({_MODULE: 'print("a user came")  # <- here\n'}),
        good=Example(
            {
                _MODULE: 'import logging\n\nlogging.getLogger(__name__).info("user_came")\n',
                "tools/tool.py": 'print("done")\n',
            }
        ),
    ),
    python_of(*SERVICES, Kind.HEXAGON, Kind.PACKAGE),
    _look,
)
