"""One file of a project, read and parsed at most once, and only when somebody wants it."""

import ast
from collections import defaultdict
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from architecture_rules.project.member import Kind, Member

__all__ = ["SourceFile"]


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
        """Its bytes."""
        return (self._root / self.path).read_bytes()

    @cached_property
    def digest(self) -> str:
        """Tells two contents apart."""
        return blake2b(self.content, digest_size=16).hexdigest()

    @cached_property
    def text(self) -> str:
        """Its text; empty for what is not UTF-8, such as pictures."""
        try:
            return self.content.decode("utf-8")
        except UnicodeDecodeError:
            return ""

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, without their ends."""
        return self.text.splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax; empty for what is no Python."""
        try:
            return ast.parse(self.text) if self.is_python else ast.Module([], [])
        except SyntaxError:
            return ast.Module([], [])

    @cached_property
    def _by_type(self) -> dict[type[ast.AST], list[ast.AST]]:
        found: dict[type[ast.AST], list[ast.AST]] = defaultdict(list)
        for node in ast.walk(self.tree):
            found[type(node)].append(node)
        return found

    def nodes[Node: ast.AST](self, *types: type[Node]) -> list[Node]:
        """All nodes of these types, anywhere in the file; it is walked once for all rules."""
        return [
            node for each in types for node in self._by_type.get(each, ()) if isinstance(node, each)
        ]
