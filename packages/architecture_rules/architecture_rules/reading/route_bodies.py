"""What routes take as bodies: as a parameter, or parsed by hand from the request."""

import ast
from collections.abc import Iterator

from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, last_name
from architecture_rules.reading.names import Names
from architecture_rules.reading.route_declarations import routes_of

__all__ = ["body_names"]

_MANY = {"Optional", "Sequence", "list", "set"}


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
