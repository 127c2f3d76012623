"""What others call must say what it does, or they read its body and rely on that."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.function_parts import Function, is_public, methods_of
from architecture_rules.reading.selections import production_python
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_EXCUSED = {"overload", "override"}


def _look(file: SourceFile) -> Iterator[Place]:
    if file.tree.body and ast.get_docstring(file.tree) is None:
        yield Place(file.path, 1, "the module has no docstring")
    for part in file.tree.body:
        if isinstance(part, ast.ClassDef):
            yield from _in_class(file, part)
        elif isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) and _is_mute(part):
            yield _place(file, part, part.name)


def _in_class(file: SourceFile, owner: ast.ClassDef) -> Iterator[Place]:
    if not is_public(owner.name):
        return
    if ast.get_docstring(owner) is None:
        yield _place(file, owner, owner.name)
    for method in methods_of(owner):
        if _is_mute(method):
            yield _place(file, method, f"{owner.name}.{method.name}")


def _is_mute(function: Function) -> bool:
    decorators = [ast.unparse(each) for each in function.decorator_list]
    excused = any(
        each.rpartition(".")[2] in _EXCUSED or each.endswith((".setter", ".deleter"))
        for each in decorators
    )
    return is_public(function.name) and not excused and ast.get_docstring(function) is None


def _place(file: SourceFile, node: Function | ast.ClassDef, name: str) -> Place:
    return Place(file.path, node.lineno, f"{name} has no docstring", node.col_offset + 1)


_MODULE = "services/api_service/api_service/users.py"

RULE = FileRule(
    RuleCard(
        id="Q704",
        name="public_names_have_docstrings",
        section="Code Quality Requirements",
        why=(
            "Who calls something must know its meaning, its units and its errors without its body;"
            " what is not promised in words is promised by accident."
        ),
        mend=(
            "Write a docstring: what it is for, then `Args`, `Returns` and `Raises` where names"
            " and types do not tell; or begin its name with an underscore."
        ),
        bad=Example(
            {
                _MODULE: (
                    '"""Users."""\n\n\nclass Users:  # <- here\n'
                    "    def add(self, name: str) -> None: ...  # <- here\n\n\n"
                    "async def find(key: str) -> str:  # <- here\n    return key\n"
                ),
                "services/api_service/api_service/tasks.py": "TASKS = ()  # <- here\n",
            }
        ),
        good=Example(
            {
                _MODULE: (
                    '"""Users."""\n\n\nclass Users:\n    """All of them."""\n\n'
                    "    def __init__(self) -> None: ...\n\n"
                    '    def add(self, name: str) -> None:\n        """Add one."""\n\n\n'
                    "class _Row:\n    def key(self) -> str: ...\n"
                )
            }
        ),
    ),
    production_python,
    _look,
)
