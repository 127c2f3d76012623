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
    return any(
        _is_registered(call) or any(_is_errors_middleware(given) for given in call.args)
        for file in service.files
        if "rror" in file.text
        for call in (*file.nodes(ast.Call), *_decorators(file))
    )


def _is_registered(call: ast.Call) -> bool:
    """Whether it is `router.errors.register(…)`, whichever way it is written."""
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    return called(call) == "register" and last_name(owner) in _REGISTERS


def _is_errors_middleware(given: ast.expr) -> bool:
    name = (called(given) if isinstance(given, ast.Call) else last_name(given)).lower()
    return "error" in name and name.endswith("middleware")


def _decorators(file: SourceFile) -> Iterator[ast.Call]:
    """Yield `@router.errors(…)` as `router.errors.register(…)`."""
    functions: list[ast.FunctionDef | ast.AsyncFunctionDef] = [
        *file.nodes(ast.FunctionDef),
        *file.nodes(ast.AsyncFunctionDef),
    ]
    for function in functions:
        for each in function.decorator_list:
            if isinstance(each, ast.Call) and called(each) in _REGISTERS:
                yield ast.Call(ast.Attribute(each.func, "register", ast.Load()), [], [])


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
