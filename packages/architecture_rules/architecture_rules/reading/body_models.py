"""Pydantic models that routes take as bodies, and whether they refuse fields they do not know."""

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, keyword, string_of
from architecture_rules.reading.names import Names

__all__ = ["BodyModels", "Model"]

_BASE = "pydantic.BaseModel"


@dataclass(frozen=True, slots=True)
class Model:
    """A class that may be a model.

    Attributes:
        path: Where it is defined.
        node: Its definition.
        bases: Dotted names of what it inherits from.
        parts: Dotted names in the annotations of its fields.
    """

    path: str
    node: ast.ClassDef
    bases: tuple[str, ...]
    parts: tuple[str, ...]


class BodyModels:
    """The classes of the project, by dotted name."""

    def __init__(self, files: Sequence[SourceFile]) -> None:
        self._models: dict[str, Model] = {}
        self._imported: dict[str, str] = {}
        for file in files:
            if "pydantic" in file.text or "Model" in file.text:
                self._add(file)

    def _add(self, file: SourceFile) -> None:
        classes = [each for each in file.tree.body if isinstance(each, ast.ClassDef)]
        if not classes:
            return
        names = Names(file)
        own = {each.name for each in classes}
        for node in classes:
            bases, parts = (
                tuple(f"{file.module}.{each}" if each in own else each for each in group)
                for group in ([names.of(each) for each in node.bases], _parts(node, names))
            )
            model = Model(file.path, node, bases, parts)
            self._models[f"{file.module}.{node.name}"] = model

    def find(self, name: str) -> Model | None:
        """Return the model of this name; None for what is not a model of this project."""
        model = self._models.get(name)
        return model if model is not None and self._is_model(name, 0) else None

    def within(self, names: Iterable[str]) -> set[str]:
        """Return those of these names that are models, and the models of their fields."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            model = None if name in found else self.find(name)
            if model is not None:
                found.add(name)
                waiting += model.parts
        return found

    def forbids_extra(self, name: str) -> bool:
        """Whether it, or what it inherits from, says `extra="forbid"`."""
        return self._says_forbid(name, 0)

    def _is_model(self, name: str, depth: int) -> bool:
        if name == _BASE:
            return True
        model = self._models.get(name)
        return (
            model is not None
            and depth < 10  # noqa: PLR2004  whoever inherits from itself
            and any(self._is_model(each, depth + 1) for each in model.bases)
        )

    def _says_forbid(self, name: str, depth: int) -> bool:
        model = self._models.get(name)
        if model is None or depth > 10:  # noqa: PLR2004  whoever inherits from itself
            return False
        said = _extra(model.node)
        if said is not None:
            return said == "forbid"
        return any(self._says_forbid(each, depth + 1) for each in model.bases)


def _parts(node: ast.ClassDef, names: Names) -> list[str]:
    return [
        names.of(each)
        for field in node.body
        if isinstance(field, ast.AnnAssign)
        for each in ast.walk(field.annotation)
        if isinstance(each, ast.Name | ast.Attribute)
    ]


def _extra(node: ast.ClassDef) -> str | None:
    """Return what a class itself says about unknown fields."""
    for each in node.keywords:
        if each.arg == "extra":
            return string_of(each.value)
    for statement in node.body:
        value = statement.value if isinstance(statement, ast.Assign | ast.AnnAssign) else None
        if isinstance(value, ast.Call) and called(value) in {"ConfigDict", "dict"}:
            said = keyword(value, "extra")
            if said is not None:
                return string_of(said)
        if isinstance(value, ast.Dict):
            for key, said in zip(value.keys, value.values, strict=True):
                if string_of(key) == "extra":
                    return string_of(said)
    return None
