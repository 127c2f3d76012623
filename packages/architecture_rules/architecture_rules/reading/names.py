"""Dotted names of what code calls, with its imports resolved: `Path(…).open` is no `open`."""

import ast

from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.imports import imports_of

__all__ = ["Names"]


class Names:
    """Resolves names of a file by its imports."""

    def __init__(self, file: SourceFile) -> None:
        self._meanings: dict[str, str] = {}
        for node in file.nodes(ast.Import):
            for alias in node.names:
                meaning = alias.name if alias.asname else alias.name.partition(".")[0]
                self._meanings[alias.asname or meaning] = meaning
        names = {(each.line, each.column): each.name for each in imports_of(file)}
        for origin in file.nodes(ast.ImportFrom):
            for alias in origin.names:
                full = names[(alias.lineno, alias.col_offset + 1)]
                self._meanings[alias.asname or alias.name] = full

    def of(self, node: ast.expr) -> str:
        """Return a name such as `asyncio.run`; empty when it is no plain name.

        A name that the file does not import is returned as it is written.
        """
        if isinstance(node, ast.Name):
            return self._meanings.get(node.id, node.id)
        if isinstance(node, ast.Attribute):
            base = self.of(node.value)
            return f"{base}.{node.attr}" if base else ""
        return ""
