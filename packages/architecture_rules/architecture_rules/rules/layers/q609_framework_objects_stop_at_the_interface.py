"""A use case that is handed a `Request` is a use case of that framework."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.function_parts import Function, functions_of, parameters_of
from architecture_rules.reading.imports import is_within
from architecture_rules.reading.names import Names
from architecture_rules.reading.selections import BUSINESS
from architecture_rules.rule import FileRule

__all__ = ["FRAMEWORKS", "RULE"]

FRAMEWORKS = ("aio_pika", "aiogram", "aiohttp", "aiormq", "fastapi", "starlette")


def _look(file: SourceFile) -> Iterator[Place]:
    if ".application." not in file.text:
        return
    names = Names(file)
    for function in functions_of(file):
        meanings = {each.arg: _meanings(each.annotation, names) for each in parameters_of(function)}
        foreign = {
            name
            for name, meant in meanings.items()
            if meant and all(is_within(each, *FRAMEWORKS) for each in meant)
        }
        ours = {name for name, meant in meanings.items() if any(map(_is_application, meant))}
        if foreign:
            yield from _handed_over(file, function, foreign, ours, names)


def _handed_over(
    file: SourceFile, function: Function, foreign: set[str], ours: set[str], names: Names
) -> Iterator[Place]:
    for call in (each for part in function.body for each in ast.walk(part)):
        if not isinstance(call, ast.Call):
            continue
        called = names.of(call.func)
        if not _is_application(called) and called.partition(".")[0] not in ours:
            continue
        for value in (*call.args, *(each.value for each in call.keywords)):
            if isinstance(value, ast.Name) and value.id in foreign:
                message = f"{value.id}, an object of the framework, is handed to {called}"
                yield Place(file.path, value.lineno, message, column=value.col_offset + 1)


def _meanings(annotation: ast.expr | None, names: Names) -> list[str]:
    """What an annotation is made of, without wrappers such as `Annotated` and `FromDishka`."""
    match annotation:
        case ast.Subscript(slice=ast.Tuple(elts=[first, *_])):
            return _meanings(first, names)
        case ast.Subscript(slice=inner):
            return _meanings(inner, names)
        case ast.BinOp(left=left, right=right):
            return [*_meanings(left, names), *_meanings(right, names)]
        case ast.Name() | ast.Attribute():
            return [names.of(annotation)]
        case _:
            return []


def _is_application(name: str) -> bool:
    return name.partition(".")[2].startswith("application.")


_ROUTE = "services/api_service/api_service/interface/http/register.py"
_IMPORT = "from business_hexagon.application.commands.register_user import RegisterUser\n"

RULE = FileRule(
    RuleCard(
        id="Q609",
        name="framework_objects_stop_at_the_interface",
        section="DDD/Hexagonal Architecture",
        why=(
            "The application is driven by several interfaces. An object of one framework in a"
            " command makes every other interface fake that framework."
        ),
        mend="Read what the use case needs from the object, and hand over the values.",
        bad=Example(
            {
                _ROUTE: (
                    f"{_IMPORT}from fastapi import Request\n\n\n"
                    "async def register(request: Request, use_case: RegisterUser) -> None:\n"
                    "    await use_case.execute(request)  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _ROUTE: (
                    f"{_IMPORT}from fastapi import Request\n\n\n"
                    "async def register(request: Request, use_case: RegisterUser) -> None:\n"
                    "    body = await request.json()\n"
                    '    await use_case.execute(body["email"])\n'
                )
            }
        ),
    ),
    lambda file: file.in_package and file.layer == "interface" and file.kind in BUSINESS,
    _look,
)
