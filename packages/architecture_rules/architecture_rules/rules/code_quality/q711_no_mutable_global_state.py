"""State of a module is shared by every request, and by every test after this one."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.function_parts import functions_of, parameters_of
from architecture_rules.reading.selections import production_python
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_CONTAINERS = {"Counter", "OrderedDict", "bytearray", "defaultdict", "deque", "dict", "list", "set"}
_CHANGES = {
    "add",
    "append",
    "appendleft",
    "clear",
    "discard",
    "extend",
    "insert",
    "pop",
    "popitem",
    "popleft",
    "remove",
    "setdefault",
    "update",
}


def _look(file: SourceFile) -> Iterator[Place]:
    for each in file.nodes(ast.Global):
        message = f"{', '.join(each.names)} is changed for the whole process"
        yield Place(file.path, each.lineno, message, each.col_offset + 1)
    shared = {name for part in file.tree.body for name in _containers(part)}
    changes = [
        changed
        for node in (*file.nodes(ast.Subscript), *file.nodes(ast.Call))
        if (changed := _changed(node)) is not None and changed.id in shared
    ]
    for function in functions_of(file) if changes else ():
        own = {each.arg for each in parameters_of(function)}
        own |= {
            each.id
            for each in ast.walk(function)
            if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
        }
        inside = set(ast.walk(function))
        for changed in changes:
            if changed in inside and changed.id not in own:
                message = f"{function.name} changes {changed.id}, which all requests share"
                yield Place(file.path, changed.lineno, message, changed.col_offset + 1)


def _containers(part: ast.stmt) -> Iterator[str]:
    if isinstance(part, ast.Assign):
        targets, value = part.targets, part.value
    elif isinstance(part, ast.AnnAssign) and part.value is not None:
        if "Task[" in ast.unparse(part.annotation):
            return  # asyncio itself forgets tasks that nobody holds
        targets, value = [part.target], part.value
    else:
        return
    is_call = isinstance(value, ast.Call) and (
        ast.unparse(value.func).rpartition(".")[2] in _CONTAINERS
    )
    if is_call or isinstance(value, ast.Dict | ast.List | ast.Set | ast.DictComp | ast.ListComp):
        yield from (each.id for each in targets if isinstance(each, ast.Name))


def _changed(node: ast.AST) -> ast.Name | None:
    value: ast.expr | None = None
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
        value = node.value
    elif (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _CHANGES
    ):
        value = node.func.value
    return value if isinstance(value, ast.Name) else None


_MODULE = "services/api_service/api_service/users.py"

RULE = FileRule(
    RuleCard(
        id="Q711",
        name="no_mutable_global_state",
        section="Service Type Separation",
        why=(
            "A container of the module lives as long as the process: requests see each other's"
            " data, a second process has another one, and it only ever grows."
        ),
        mend="Hold it in an object that the composition root makes and hands in.",
        bad=Example(
            {
                _MODULE: (
                    "_seen: dict[str, int] = {}\n_count = 0\n\n\n"
                    "def see(key: str) -> None:\n"
                    "    global _count  # <- here\n    _count += 1\n"
                    "    _seen[key] = _count  # <- here\n    _seen.update(a=1)  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _MODULE: (
                    'WORDS = {"a": 1}\n\n\nclass Seen:\n    def __init__(self) -> None:\n'
                    "        self._seen: dict[str, int] = {}\n\n"
                    "    def see(self, key: str) -> None:\n        self._seen[key] = WORDS[key]\n"
                )
            }
        ),
    ),
    production_python,
    _look,
)
