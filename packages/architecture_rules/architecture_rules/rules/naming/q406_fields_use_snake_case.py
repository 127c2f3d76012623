"""A field that is called otherwise in JSON than in code is searched for twice."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.foreign_names import is_foreign
from architecture_rules.reading.written_names import (
    argument_of,
    is_snake_case,
    last_name,
    snake_case_of,
    written,
)
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_FIELDS = {"Field", "Query", "Path", "Body", "Form", "File", "Cookie", "PrivateAttr"}
"""Not `Header`: the names of headers have hyphens, by RFC 9110 and by habit."""
_ALIASES = ("alias", "validation_alias", "serialization_alias")
_CAMEL = {"to_camel", "to_pascal", "camelize", "to_lower_camel"}
_RESPONSES = {"JSONResponse", "ORJSONResponse", "UJSONResponse"}


def _look(file: SourceFile) -> Iterator[Place]:
    for call in file.nodes(ast.Call):
        name = last_name(call.func)
        if name in _FIELDS:
            for alias in _ALIASES:
                yield from _named(file, argument_of(call, alias))
        elif name in {"AliasChoices", "AliasPath"}:
            for each in call.args:
                yield from _named(file, each)
        elif name in _RESPONSES:
            yield from _keys(file, argument_of(call, "content", 0))
        yield from _generator(file, argument_of(call, "alias_generator"))
    for pair in file.nodes(ast.Dict):
        for key, value in zip(pair.keys, pair.values, strict=True):
            if written(key) == "alias_generator":
                yield from _generator(file, value)


def _generator(file: SourceFile, node: ast.expr | None) -> Iterator[Place]:
    if node is not None and last_name(node) in _CAMEL:
        message = f"all fields are renamed by {last_name(node)}"
        yield Place(file.path, node.lineno, message, node.col_offset + 1)


def _keys(file: SourceFile, node: ast.expr | None) -> Iterator[Place]:
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            yield from _named(file, key)
            yield from _keys(file, value)


def _named(file: SourceFile, node: ast.expr | None) -> Iterator[Place]:
    if isinstance(node, ast.Call) and last_name(node.func) in {"AliasChoices", "AliasPath"}:
        return
    name = written(node, "")
    if node is None or name is None or is_snake_case(name.removeprefix("$")):
        return
    if not is_foreign(name, file):
        message = f"the field {name} wants to be {snake_case_of(name)}"
        yield Place(file.path, node.lineno, message, node.col_offset + 1)


_MODULE = "services/api_service/api_service/interface/http/order_body.py"
_HEAD = "from pydantic import BaseModel, Field\n\n\nclass OrderBody(BaseModel):\n"

RULE = FileRule(
    RuleCard(
        id="Q406",
        name="fields_use_snake_case",
        section="Naming Conventions",
        why=(
            "Bodies, query parameters and messages carry names through every layer. An alias makes"
            " two of one, and somewhere the wrong one is read as missing."
        ),
        mend=(
            "Drop the alias. When the peer chose the name, declare it in"
            " `[[tool.quintet.foreign_names]]` with the peer as the reason."
        ),
        bad=Example({_MODULE: f'{_HEAD}    order_id: str = Field(alias="orderId")  # <- here\n'}),
        good=Example(
            {
                _MODULE: f'{_HEAD}    order_id: str\n    since: str = Field(alias="from")\n',
                "services/api_service/api_service/interface/http/agent.py": (
                    "from fastapi import Header\n\n\n"
                    'def agent(name: str = Header(alias="User-Agent")) -> str:\n    return name\n'
                ),
            }
        ),
    ),
    lambda file: file.in_package,
    _look,
)
