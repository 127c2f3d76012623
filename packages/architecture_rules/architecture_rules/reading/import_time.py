"""What runs when a module is imported: not what stands in functions or behind the main guard."""

import ast
from collections.abc import Iterator

from architecture_rules.project.source_file import SourceFile

__all__ = ["run_at_import"]


def run_at_import(file: SourceFile) -> Iterator[ast.expr]:
    """Yield every expression that is worked out by the import itself.

    A `__main__` module is run and never imported, so it has none.
    """
    if file.name == "__main__.py":
        return
    waiting: list[ast.AST] = [each for each in file.tree.body if not _is_guarded(each)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.expr):
            yield node
        waiting.extend(_parts(node))


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Lambda):
        yield from (each for each in (*node.args.defaults, *node.args.kw_defaults) if each)
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        yield from node.decorator_list
        yield from (each for each in (*node.args.defaults, *node.args.kw_defaults) if each)
    elif isinstance(node, ast.AnnAssign):
        yield from (each for each in (node.target, node.value) if each)
    else:
        yield from ast.iter_child_nodes(node)


def _is_guarded(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.If) and ast.unparse(statement.test) in {
        "__name__ == '__main__'",
        "TYPE_CHECKING",
        "typing.TYPE_CHECKING",
    }
