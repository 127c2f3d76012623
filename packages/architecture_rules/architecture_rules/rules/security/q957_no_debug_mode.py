"""A debug page shows an attacker the code, and the secrets in its variables."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_SWITCHES = {"debug", "reload", "echo", "set_debug"}


def _look(file: SourceFile) -> Iterator[Place]:
    for call in file.nodes(ast.Call):
        for given in call.keywords:
            if given.arg in _SWITCHES and _is_true(given.value):
                message = f"{given.arg}=True is for development"
                yield Place(file.path, given.value.lineno, message, given.value.col_offset + 1)
        if called(call) == "set_debug" and call.args and _is_true(call.args[0]):
            yield Place(
                file.path, call.lineno, "set_debug(True) is for development", call.col_offset + 1
            )


def _is_true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


_APP = "services/api_service/api_service/interface/http/app.py"

RULE = FileRule(
    RuleCard(
        id="Q957",
        name="no_debug_mode",
        section="Security Requirements",
        why=(
            "Debug modes answer errors with trace-backs, echo statements with their values, and"
            " start code anew that has changed on the disk."
        ),
        mend="Leave it out: logs and traces tell the same to those who may know it.",
        bad=Example({_APP: 'app = FastAPI(title="Shop", debug=True)  # <- here\n'}),
        good=Example({_APP: 'app = FastAPI(title="Shop")\n'}),
    ),
    python_of(*SERVICES),
    _look,
)
