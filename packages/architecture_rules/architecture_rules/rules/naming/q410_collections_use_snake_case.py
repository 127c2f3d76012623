"""MongoDB takes any name: a field that is misspelled is simply a new field."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
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

_PLACES = {"get_collection", "create_collection", "drop_collection", "get_database"}
_INDEXES = {"IndexModel", "create_index", "SearchIndexModel"}
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
        function = last_name(call.func)
        if function in _PLACES:
            yield from _named(file, argument_of(call, "name", 0))
        elif function in _INDEXES:
            yield from _named(file, argument_of(call, "name"))
            keys = argument_of(call, "keys", 0)
            for pair in keys.elts if isinstance(keys, ast.List | ast.Tuple) else [keys]:
                first = pair.elts[:1] if isinstance(pair, ast.Tuple) else [pair]
                yield from _named(file, *first)
        elif function in _WRITES:
            for each in call.args[:2]:
                yield from _fields(file, each)
    for step in file.nodes(ast.Subscript):
        if last_name(step.value).strip("_") in {"db", "database", "mongo"}:
            yield from _named(file, step.slice)


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


def _named(file: SourceFile, node: ast.expr | None = None) -> Iterator[Place]:
    name = written(node)
    if node is None or name is None:
        return
    bare = name.replace(".", "").replace("$", "").replace("[", "").replace("]", "")
    if not is_snake_case(bare) and not is_foreign(name, file):
        message = f"{name} wants to be {snake_case_of(name)}"
        yield Place(file.path, node.lineno, message, node.col_offset + 1)


_MODULE = "services/db_mongo_service/db_mongo_service/infrastructure/page_views.py"
_HEAD = (
    "from pymongo.asynchronous.database import AsyncDatabase\n\n\n"
    "async def record(database: AsyncDatabase, page: str) -> None:\n"
)

RULE = FileRule(
    RuleCard(
        id="Q410",
        name="collections_use_snake_case",
        section="Core Principles and Constraints",
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
