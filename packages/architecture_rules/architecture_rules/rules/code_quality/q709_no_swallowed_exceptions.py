"""An error that nobody hears of is found by a customer."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.names import Names
from architecture_rules.reading.selections import production_python
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_BROAD = {"BaseException", "Exception"}


def _look(file: SourceFile) -> Iterator[Place]:
    for handler in file.nodes(ast.ExceptHandler):
        caught = "" if handler.type is None else _broad(handler.type)
        if caught is None:
            continue
        raises = any(
            isinstance(each, ast.Raise) for part in handler.body for each in ast.walk(part)
        )
        if not caught and not raises:
            yield _place(file, handler, "catches everything, also the process's end")
        elif all(_does_nothing(each) for each in handler.body):
            yield _place(file, handler, f"swallows every {caught} without a word")
    if "suppress" in file.text:
        names = Names(file)
        for call in file.nodes(ast.Call):
            if names.of(call.func) == "contextlib.suppress":
                for each in call.args:
                    if isinstance(each, ast.Name) and each.id in _BROAD:
                        yield _place(file, call, f"swallows every {each.id} without a word")


def _broad(caught: ast.expr) -> str | None:
    types = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return next(
        (each.id for each in types if isinstance(each, ast.Name) and each.id in _BROAD), None
    )


def _does_nothing(part: ast.stmt) -> bool:
    if isinstance(part, ast.Return):
        return part.value is None
    return isinstance(part, ast.Pass | ast.Continue | ast.Break) or (
        isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)
    )


def _place(file: SourceFile, node: ast.ExceptHandler | ast.expr, message: str) -> Place:
    return Place(file.path, node.lineno, message, node.col_offset + 1)


_MODULE = "services/worker_service/worker_service/tasks.py"

RULE = FileRule(
    RuleCard(
        id="Q709",
        name="no_swallowed_exceptions",
        section="For AsyncIO Workers",
        why=(
            "A broad handler that does nothing hides the bug that it was never meant for; a bare"
            " `except:` even catches that the process is asked to end."
        ),
        mend="Catch what you expect; what else comes is logged, handed on or raised again.",
        bad=Example(
            {
                _MODULE: (
                    "import contextlib\n\n\ndef work() -> int:\n"
                    "    try:\n        return 1\n"
                    "    except Exception:  # <- here\n        pass\n"
                    "    try:\n        return 1\n"
                    "    except:  # <- here\n        return 2\n"
                    "    with contextlib.suppress(Exception):  # <- here\n        return 3\n"
                )
            }
        ),
        good=Example(
            {
                _MODULE: (
                    "import contextlib\nimport logging\n\n\ndef work() -> int:\n"
                    "    try:\n        return 1\n"
                    '    except Exception:\n        logging.exception("work_failed")\n'
                    "    try:\n        return 1\n    except KeyError:\n        pass\n"
                    "    try:\n        return 1\n    except:\n        raise\n"
                    "    with contextlib.suppress(OSError):\n        return 3\n"
                )
            }
        ),
    ),
    production_python,
    _look,
)
