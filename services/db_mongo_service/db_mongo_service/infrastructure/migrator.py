"""Brings the collections on the server to what the definitions say, as often as it is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pymongo.errors import CollectionInvalid, OperationFailure

from db_mongo_service.infrastructure.bson_types import Bson, Document
from db_mongo_service.infrastructure.collections.collection_definition import (
    CollectionDefinition,
    IndexDefinition,
)
from db_mongo_service.infrastructure.document_store import DocumentStore

_LONGEST_INDEX_BUILD_SECONDS: Final = 900
_NAMESPACE_EXISTS: Final = 48

type MigrationAction = Literal[
    "collection_created",
    "validator_updated",
    "index_created",
    "index_rebuilt",
    "time_to_live_updated",
    "unknown_index_left_alone",
]


@dataclass(frozen=True, slots=True)
class MigrationStep:
    """One change that was made, or a thing that a person should look at."""

    collection: str
    action: MigrationAction
    detail: str = ""


class Migrator:
    """Creates and updates collections, validators, indexes and times to live.

    Args:
        store: The database to bring up to date.
        definitions: What it should hold.
    """

    def __init__(
        self,
        store: DocumentStore,
        definitions: Sequence[CollectionDefinition],
    ) -> None:
        self._store = store
        self._database = store.database
        self._definitions = definitions

    async def migrate(self) -> list[MigrationStep]:
        """Make every change that is missing and return the changes; none on a second run.

        Validators apply to later writes: documents that are there are not touched. Indexes that
        no definition knows are left alone and reported.

        Raises:
            StorageError: The server is not there, refuses, or takes longer than 15 minutes.
        """
        steps: list[MigrationStep] = []
        async with self._store.operation(_LONGEST_INDEX_BUILD_SECONDS):
            for definition in self._definitions:
                steps += await self._migrate_collection(definition)
                steps += await self._migrate_indexes(definition)
        return steps

    async def _migrate_collection(self, definition: CollectionDefinition) -> list[MigrationStep]:
        validator = definition.validator()
        if await self._create(definition.name, validator):
            return [MigrationStep(definition.name, "collection_created")]
        found = await self._database.list_collections(filter={"name": definition.name})
        options = [collection["options"] async for collection in found]
        if options and options[0].get("validator") == validator:
            return []
        await self._database.command({"collMod": definition.name, "validator": validator})
        return [MigrationStep(definition.name, "validator_updated")]

    async def _create(self, name: str, validator: Document) -> bool:
        """Create the collection unless it is there; another migration may run beside this one."""
        try:
            await self._database.create_collection(name, validator=validator)
        except CollectionInvalid:
            return False
        except OperationFailure as error:
            if error.code != _NAMESPACE_EXISTS:
                raise
            return False
        return True

    async def _migrate_indexes(self, definition: CollectionDefinition) -> list[MigrationStep]:
        collection = self._database.get_collection(definition.name)
        found: dict[str, Mapping[str, Bson]] = {
            str(index["name"]): index async for index in await collection.list_indexes()
        }
        steps: list[MigrationStep] = []
        for index in definition.indexes:
            step = await self._migrate_index(definition.name, index, found.pop(index.name, None))
            if step is not None:
                steps.append(step)
        unknown = sorted(name for name in found if name != "_id_")
        return steps + [
            MigrationStep(definition.name, "unknown_index_left_alone", name) for name in unknown
        ]

    async def _migrate_index(
        self,
        collection: str,
        wanted: IndexDefinition,
        found: Mapping[str, Bson] | None,
    ) -> MigrationStep | None:
        if found is None:
            await self._build(collection, wanted)
            return MigrationStep(collection, "index_created", wanted.name)
        if not _same_shape(wanted, found):
            await self._database.get_collection(collection).drop_index(wanted.name)
            await self._build(collection, wanted)
            return MigrationStep(collection, "index_rebuilt", wanted.name)
        if wanted.expire_after_seconds == found.get("expireAfterSeconds"):
            return None
        change: Document = {
            "name": wanted.name,
            "expireAfterSeconds": wanted.expire_after_seconds,
        }
        await self._database.command({"collMod": collection, "index": change})
        return MigrationStep(collection, "time_to_live_updated", wanted.name)

    async def _build(self, collection: str, index: IndexDefinition) -> None:
        await self._database.command(
            {"createIndexes": collection, "indexes": [index.specification()]},
        )


def _same_shape(wanted: IndexDefinition, found: Mapping[str, Bson]) -> bool:
    """Tell whether the index differs at most in its time to live, which needs no rebuild."""
    keys = found.get("key")
    return (
        isinstance(keys, Mapping)
        and tuple(keys.items()) == wanted.keys
        and found.get("partialFilterExpression") == wanted.partial_filter
        and bool(found.get("unique")) == wanted.unique
        and ("expireAfterSeconds" in found) == (wanted.expire_after_seconds is not None)
    )
