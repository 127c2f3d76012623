"""Pydantic models that routes take as bodies, and whether they refuse fields they do not know."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, keyword, last_name, string_of
from architecture_rules.reading.names import Names
from architecture_rules.reading.route_declarations import routes_of

__all__ = ["BodyModels", "Model", "body_names"]

_MANY = {"Optional", "Sequence", "list", "set"}
_BASE = "pydantic.BaseModel"


@dataclass(frozen=True, slots=True)
class Model:
    """A class that may be a model.

    Attributes:
        path: Where it is defined.
        node: Its definition.
        bases: Dotted names of what it inherits from.
    """

    path: str
    node: ast.ClassDef
    bases: tuple[str, ...]


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
            bases = [names.of(each) for each in node.bases]
            full = tuple(f"{file.module}.{each}" if each in own else each for each in bases)
            self._models[f"{file.module}.{node.name}"] = Model(file.path, node, full)

    def find(self, name: str) -> Model | None:
        """Return the model of this name; None for what is not a model of this project."""
        model = self._models.get(name)
        return model if model is not None and self._is_model(name, 0) else None

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


def body_names(file: SourceFile) -> Iterator[str]:
    """Yield dotted names of what may be a body: parameters of routes, and what is parsed."""
    routes = list(routes_of(file))
    if not routes and "parse_body" not in file.text:
        return
    names = Names(file)
    own = {each.name for each in file.nodes(ast.ClassDef)}
    found: list[str] = []
    for route in routes:
        arguments = route.function.args
        taken = (*arguments.args, *arguments.kwonlyargs)
        found.extend(names.of(_bare(each.annotation)) for each in taken)
    found.extend(
        names.of(call.args[1])
        for call in file.nodes(ast.Call)
        if called(call) == "parse_body" and len(call.args) > 1
    )
    for name in found:
        if name:
            yield f"{file.module}.{name}" if name in own else name


def _bare(annotation: ast.expr | None) -> ast.expr:
    """Return `X` of `Annotated[X, Body()]`, of `list[X]` and of `X | None`."""
    if isinstance(annotation, ast.Subscript) and last_name(annotation.value) == "Annotated":
        inner = annotation.slice
        return _bare(inner.elts[0] if isinstance(inner, ast.Tuple) and inner.elts else None)
    if isinstance(annotation, ast.Subscript) and last_name(annotation.value) in _MANY:
        return _bare(annotation.slice)
    if isinstance(annotation, ast.BinOp):
        return _bare(annotation.left)
    return annotation if annotation is not None else ast.Constant(None)
