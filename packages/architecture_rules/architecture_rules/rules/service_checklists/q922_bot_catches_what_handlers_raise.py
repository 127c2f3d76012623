"""An error that aiogram logs and drops is a user without an answer."""

import ast
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, last_name
from architecture_rules.reading.selections import python_of
from architecture_rules.reading.service_code import ServiceCode, service_codes
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_REGISTERS = {"errors", "error"}


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    for service in service_codes(files):
        for file, call in service.calls("Dispatcher"):
            if not _is_caught(service):
                message = "what handlers of this dispatcher raise is caught nowhere"
                yield Place(file.path, call.lineno, message, call.col_offset + 1)


def _is_caught(service: ServiceCode) -> bool:
    for file in service.files:
        if "rror" not in file.text:
            continue
        for call in file.nodes(ast.Call):
            if isinstance(call.func, ast.Attribute):
                owner, name = last_name(call.func.value), call.func.attr
                if name in _REGISTERS or (name == "register" and owner in _REGISTERS):
                    return True
            for given in call.args:
                name = called(given) if isinstance(given, ast.Call) else last_name(given)
                if "error" in name.lower() and name.lower().endswith("middleware"):
                    return True
    return False


_DISPATCHER = "services/bot_service/bot_service/interface/telegram/dispatcher.py"
_MADE = "def build(storage: BaseStorage) -> Dispatcher:\n    made = Dispatcher(storage=storage)"

RULE = ProjectRule(
    RuleCard(
        id="Q922",
        name="bot_catches_what_handlers_raise",
        section="For Aiogram Services",
        why=(
            "Handlers raise what the domain raises. One place turns it into a sentence in the"
            " user's language and decides what is tried again; without it, nobody is told."
        ),
        mend=(
            "Put an errors middleware around all updates:"
            " `dispatcher.update.outer_middleware(ErrorsMiddleware(…))`."
        ),
        bad=Example({_DISPATCHER: f"{_MADE}  # <- here\n    return made\n"}),
        good=Example(
            {
                _DISPATCHER: (
                    f"{_MADE}\n    made.update.outer_middleware(ErrorsMiddleware())\n"
                    "    return made\n"
                )
            }
        ),
    ),
    python_of(Kind.BOT),
    _look,
)
