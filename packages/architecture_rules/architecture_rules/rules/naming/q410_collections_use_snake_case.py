"""MongoDB takes any name: a field that is misspelled is simply a new field."""

import ast
import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.foreign_names import is_foreign
from architecture_rules.reading.written_names import (
    argument_of,
    constant_names,
    is_snake_case,
    last_name,
    snake_case_of,
    written,
)
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_PLACES = {
    *("collection", "get_collection", "create_collection", "drop_collection", "get_database"),
    *("CollectionDefinition", "Collection", "AsyncCollection"),
}
_INDEX = re.compile(r"create_index|(Search)?Index(Model|Definition|Specification)")
_WRITES = {
    *("insert_one", "insert_many", "replace_one", "update_one", "update_many", "find_one"),
    *("find", "find_one_and_update", "find_one_and_replace", "find_one_and_delete"),
    *("delete_one", "delete_many", "count_documents", "InsertOne", "ReplaceOne", "UpdateOne"),
    *("UpdateMany", "DeleteOne", "DeleteMany"),
}
_OF_FIELDS = {
    *("$set", "$setOnInsert", "$unset", "$inc", "$mul", "$min", "$max", "$push", "$pull", "$pop"),
    *("$addToSet", "$currentDate", "$rename", "$and", "$or", "$nor"),
}
"""Operators whose operands name our fields; those of others have MongoDB's own camelCase."""


def _look(file: SourceFile) -> Iterator[Place]:
    for call in file.nodes(ast.Call):
        yield from _in_call(file, call)
        yield from _properties(file, argument_of(call, "properties"))
    for pair in file.nodes(ast.Dict):
        for key, value in zip(pair.keys, pair.values, strict=True):
            if key is not None and written(key) == "properties":
                yield from _properties(file, value)
    for step in file.nodes(ast.Subscript):
        if last_name(step.value).strip("_") in {"db", "database", "mongo"}:
            yield from _named(file, step.slice)


def _in_call(file: SourceFile, call: ast.Call) -> Iterator[Place]:
    function = last_name(call.func)
    if function in _PLACES:
        yield from _named(file, argument_of(call, "name", 0))
    elif _INDEX.fullmatch(function) and not _is_alembic(call):
        for each in (*call.args, argument_of(call, "name"), argument_of(call, "keys")):
            for name in _texts(each):
                yield from _named(file, name)
    elif function in _WRITES:
        for each in call.args[:2]:
            yield from _fields(file, each)


def _properties(file: SourceFile, node: ast.expr | None) -> Iterator[Place]:
    """The fields of a JSON schema, whose own words are in camelCase."""
    for key in node.keys if isinstance(node, ast.Dict) else ():
        yield from _named(file, key)


def _is_alembic(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and last_name(call.func.value) in {"op", "batch_op"}


def _texts(node: ast.expr | None) -> Iterator[ast.expr]:
    """Yield the texts in lists of pairs of a field and a direction."""
    if isinstance(node, ast.List | ast.Tuple):
        for each in node.elts:
            yield from _texts(each)
    elif node is not None:
        yield node


def _fields(file: SourceFile, node: ast.expr | None) -> Iterator[Place]:
    if isinstance(node, ast.List | ast.Tuple):
        for each in node.elts:
            yield from _fields(file, each)
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            name = written(key)
            if name is not None and name.startswith("$"):
                if name in _OF_FIELDS:
                    yield from _fields(file, value)
            else:
                yield from _named(file, key)
                yield from _fields(file, value)


def _named(file: SourceFile, node: ast.expr | None) -> Iterator[Place]:
    if isinstance(node, ast.Name):
        node = _constant(file, node.id) or node
    name = written(node)
    if node is None or name is None:
        return
    bare = name.replace(".", "").replace("$", "").replace("[", "").replace("]", "")
    if not is_snake_case(bare) and not is_foreign(name, file):
        message = f"{name} wants to be {snake_case_of(name)}"
        yield Place(file.path, node.lineno, message, node.col_offset + 1)


def _constant(file: SourceFile, name: str) -> ast.expr | None:
    parts = [part for part in file.tree.body if isinstance(part, ast.Assign | ast.AnnAssign)]
    return next((value for key, value in constant_names(parts) if key == name), None)


_MODULE = "services/db_mongo_service/db_mongo_service/infrastructure/page_views.py"
_HEAD = (
    "from pymongo.asynchronous.database import AsyncDatabase\n\n\n"
    "async def record(database: AsyncDatabase, page: str) -> None:\n"
)

RULE = FileRule(
    RuleCard(
        id="Q410",
        name="collections_use_snake_case",
        section="Naming Conventions",
        why=(
            "Nothing in MongoDB refuses a second spelling of a collection or a field; half of the"
            " documents are found under each."
        ),
        mend="Rename it with a migration of the documents.",
        bad=Example(
            {
                _MODULE: (
                    f'{_HEAD}    views = database["page-views"]  # <- here\n'
                    '    await views.insert_one({"pageName": page})  # <- here\n'
                )
            }
        ),
        good=Example(
            {
                _MODULE: (
                    f'{_HEAD}    views = database["page_views"]\n'
                    '    await views.update_one({"page_name": page}, {"$inc": {"seen.today": 1}})\n'
                )
            }
        ),
    ),
    lambda file: file.in_package and file.kind is Kind.DATA,
    _look,
)
