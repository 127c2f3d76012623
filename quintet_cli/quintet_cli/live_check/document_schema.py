"""Q013 in MongoDB: collections, validators and indexes are those that the migration makes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from architecture_rules.finding import Finding
from db_mongo_service.infrastructure.collections.catalogue import Retention, all_collections
from db_mongo_service.infrastructure.collections.collection_definition import (
    CollectionDefinition,
    IndexDefinition,
)
from pymongo import AsyncMongoClient

from quintet_cli.live_check.live_finding import found
from quintet_cli.platform_state import PlatformState

__all__ = ["FoundCollection", "FoundIndex", "check_document_schema", "compare_collections"]

_MIGRATE = "run `python -m db_mongo_service migrate`"
_SYSTEM = "system."


@dataclass(frozen=True, slots=True)
class FoundIndex:
    """An index of the database: its keys in order, and what it does beside finding."""

    keys: tuple[tuple[str, int], ...]
    unique: bool = False
    expires: bool = False


@dataclass(frozen=True, slots=True)
class FoundCollection:
    """A collection of the database: its indexes by name, without that on `_id`."""

    indexes: Mapping[str, FoundIndex]
    has_declared_validator: bool = True


async def check_document_schema(state: PlatformState) -> list[Finding]:
    """Compare the running database with the definitions of the code.

    Raises:
        PyMongoError: MongoDB does not answer, or refuses.
    """
    declared = all_collections(Retention())
    validators = {each.name: each.validator() for each in declared}
    client: AsyncMongoClient[dict[str, object]] = AsyncMongoClient(
        state.mongodb_url, serverSelectionTimeoutMS=10_000, timeoutMS=20_000
    )
    real: dict[str, FoundCollection] = {}
    async with client:
        database = client[state.mongodb_database]
        async for each in await database.list_collections():
            name = str(each["name"])
            indexes = [index async for index in await database[name].list_indexes()]
            validator = each["options"].get("validator")
            real[name] = FoundCollection(_indexes(indexes), validator == validators.get(name))
    return [found("Q013", "mongodb", message) for message in compare_collections(declared, real)]


def compare_collections(
    declared: Sequence[CollectionDefinition], real: Mapping[str, FoundCollection]
) -> Iterator[str]:
    """Say what is missing, what is unknown, and what is made otherwise."""
    known = {each.name for each in declared}
    for name in sorted(each for each in real.keys() - known if not each.startswith(_SYSTEM)):
        yield f"collection {name} is not declared: declare it, or drop it"
    for definition in declared:
        collection = real.get(definition.name)
        if collection is None:
            yield f"collection {definition.name} is missing: {_MIGRATE}"
            continue
        if not collection.has_declared_validator:
            yield f"collection {definition.name} has another validator than declared: {_MIGRATE}"
        yield from _compare_indexes(definition, collection.indexes)


def _compare_indexes(
    definition: CollectionDefinition, real: Mapping[str, FoundIndex]
) -> Iterator[str]:
    wanted = {each.name: _as_found(each) for each in definition.indexes}
    for name in sorted(real.keys() - wanted.keys()):
        yield f"index {definition.name}.{name} is not declared: declare it, or drop it"
    for name, index in wanted.items():
        if name not in real:
            yield f"index {definition.name}.{name} is missing: {_MIGRATE}"
        elif real[name] != index:
            yield f"index {definition.name}.{name} is made otherwise than declared: {_MIGRATE}"


def _as_found(index: IndexDefinition) -> FoundIndex:
    return FoundIndex(index.keys, index.unique, index.expire_after_seconds is not None)


def _indexes(told: Sequence[Mapping[str, object]]) -> dict[str, FoundIndex]:
    found_indexes: dict[str, FoundIndex] = {}
    for each in told:
        keys = each["key"]
        if each["name"] != "_id_" and isinstance(keys, Mapping):
            found_indexes[str(each["name"])] = FoundIndex(
                tuple((str(field), int(direction)) for field, direction in keys.items()),
                bool(each.get("unique")),
                "expireAfterSeconds" in each,
            )
    return found_indexes
