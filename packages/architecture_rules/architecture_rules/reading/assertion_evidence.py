"""Whether a test can fail: it asserts, raises or waits with a deadline, or calls what does."""

import ast
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.function_parts import Function, functions_of

__all__ = ["AssertionEvidence"]

_CHECKING: Final = ("assert", "check_that", "expect", "insist", "must", "verify_that")
"""How names of functions begin that check, wherever they come from."""

_KNOWN: Final = {"deprecated_call", "fail", "raises", "timeout", "timeout_at", "wait_for", "warns"}
"""Those of pytest, and asyncio's deadlines."""


class AssertionEvidence:
    """Knows the functions of all test code, by name."""

    def __init__(self, files: Iterable[SourceFile]) -> None:
        self._functions: dict[str, list[tuple[SourceFile, Function]]] = defaultdict(list)
        self._lines: dict[str, list[int]] = {}
        for file in files:
            for function in functions_of(file):
                self._functions[function.name].append((file, function))

    def can_fail(self, file: SourceFile, function: Function) -> bool:
        """Whether it, or what it calls, or what that calls, checks something."""
        seen: set[str] = {function.name}
        waiting = [(file, function)]
        while waiting:
            where, each = waiting.pop()
            if self._asserts(where, each):
                return True
            names = {_name(call.func) for call in ast.walk(each) if isinstance(call, ast.Call)}
            if any(name in _KNOWN or name.lstrip("_").startswith(_CHECKING) for name in names):
                return True
            for name in names - seen:
                waiting += self._functions.get(name, ())
            seen |= names
        return False

    def _asserts(self, file: SourceFile, function: Function) -> bool:
        lines = self._lines.get(file.path)
        if lines is None:
            # A stand-in raises what the real thing would; only these say that a test has failed.
            raised = [
                each
                for each in file.nodes(ast.Raise)
                if each.exc is not None and _error(each.exc) in {"AssertionError", "TimeoutError"}
            ]
            found = (*file.nodes(ast.Assert), *raised)
            lines = self._lines[file.path] = sorted(each.lineno for each in found)
        first = bisect_left(lines, function.lineno)
        return first < len(lines) and lines[first] <= (function.end_lineno or 0)


def _error(raised: ast.expr) -> str:
    return _name(raised.func if isinstance(raised, ast.Call) else raised)


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
