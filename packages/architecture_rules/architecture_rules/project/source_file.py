"""One file of a project, read and parsed at most once, and only when somebody wants it."""

import ast
import io
import tokenize
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from architecture_rules.project.member import Kind, Member

__all__ = ["SourceFile", "Unparsable"]


@dataclass(frozen=True, slots=True)
class Unparsable:
    """Why a module is no Python.

    Attributes:
        line: Where, from 1.
        reason: What the parser says.
    """

    line: int
    reason: str


class SourceFile:
    """A file.

    Attributes:
        path: From the project's root, with slashes.
        member: The workspace's member that it belongs to, if any.
    """

    def __init__(self, root: Path, path: str, member: Member | None) -> None:
        self._root = root
        self.path = path
        self.member = member

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self._root

    @property
    def name(self) -> str:
        """Its last part, such as `Dockerfile`."""
        return self.path.rpartition("/")[2]

    @property
    def is_python(self) -> bool:
        """Whether it is a Python module."""
        return self.path.endswith(".py")

    @property
    def kind(self) -> Kind | None:
        """The kind of its member."""
        return self.member.kind if self.member else None

    @property
    def in_package(self) -> bool:
        """Whether it is a module of its member's own package, so that it runs in production."""
        return (
            self.member is not None
            and self.is_python
            and self.path.startswith(f"{self.member.package}/")
        )

    @property
    def module(self) -> str:
        """Its dotted name, as its member's package has it; that of its path otherwise."""
        path = self.path
        if self.member is not None:
            path = path.removeprefix(f"{self.member.folder}/")
        return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def layer(self) -> str:
        """The room of its package it stands in, such as `domain` or `infrastructure`."""
        parts = self.module.split(".")
        return parts[1] if self.in_package and len(parts) > 1 else ""

    @cached_property
    def content(self) -> bytes:
        """Its bytes; none when it has gone since it was listed."""
        try:
            return (self._root / self.path).read_bytes()
        except FileNotFoundError:
            return b""

    @cached_property
    def digest(self) -> str:
        """Tells two contents apart."""
        return blake2b(self.content, digest_size=16).hexdigest()

    @cached_property
    def text(self) -> str:
        """Its text; empty for what is not UTF-8, such as pictures."""
        try:
            return self.content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return ""

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, without their ends; form feeds and the like end none, as in Python."""
        return [each.rstrip("\n") for each in io.StringIO(self.text, newline=None)]

    @cached_property
    def comments(self) -> dict[int, tuple[int, str]]:
        """Python's comments by line: the column where each begins, from 0, and its text."""
        try:
            tokens = list(tokenize.generate_tokens(io.StringIO(self.text).readline))
        except (tokenize.TokenError, SyntaxError):
            return {}
        return {
            token.start[0]: (token.start[1], token.string)
            for token in tokens
            if token.type == tokenize.COMMENT
        }

    @cached_property
    def _parsed(self) -> tuple[ast.Module, Unparsable | None]:
        nothing = ast.Module([], [])
        if not self.is_python:
            return nothing, None
        if self.content and not self.text:
            return nothing, Unparsable(1, "it is not UTF-8")
        try:
            return ast.parse(self.text), None
        except SyntaxError as error:
            return nothing, Unparsable(error.lineno or 1, error.msg)
        except (RecursionError, MemoryError):
            return nothing, Unparsable(1, "it is nested too deeply")

    @property
    def tree(self) -> ast.Module:
        """Its syntax; empty for what is no Python."""
        return self._parsed[0]

    @property
    def unparsable(self) -> Unparsable | None:
        """Why it is no Python though it is called so."""
        return self._parsed[1]

    @cached_property
    def _by_type(self) -> dict[type[ast.AST], list[ast.AST]]:
        # As ast.walk, in a third of its time.
        found: dict[type[ast.AST], list[ast.AST]] = {}
        nodes: list[ast.AST] = [self.tree]
        for node in nodes:
            kind = type(node)
            found.setdefault(kind, []).append(node)
            for name in kind._fields:
                value = getattr(node, name, None)
                if isinstance(value, ast.AST):
                    nodes.append(value)
                elif isinstance(value, list):
                    nodes += [each for each in value if isinstance(each, ast.AST)]
        return found

    def nodes[Node: ast.AST](self, *types: type[Node]) -> list[Node]:
        """All nodes of these types, anywhere in the file; it is walked once for all rules."""
        return [
            node for each in types for node in self._by_type.get(each, ()) if isinstance(node, each)
        ]
