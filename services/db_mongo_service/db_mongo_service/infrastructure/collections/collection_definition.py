"""What a collection is made of, as data that `migrate` compares with the server."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from db_mongo_service.infrastructure.bson_types import Bson, Document


@dataclass(frozen=True, slots=True)
class IndexDefinition:
    """An index.

    Attributes:
        name: Unique in its collection, snake_case.
        keys: Field and direction (1 or -1), in order.
        expire_after_seconds: Time to live of documents after the indexed time; None keeps them.
        partial_filter: Only documents that match are indexed.
        unique: No two documents have the same keys.
    """

    name: str
    keys: tuple[tuple[str, int], ...]
    expire_after_seconds: int | None = None
    partial_filter: Mapping[str, Bson] | None = None
    unique: bool = False

    def specification(self) -> Document:
        """Return the index as `createIndexes` takes it."""
        specification: Document = {"name": self.name, "key": dict(self.keys)}
        if self.expire_after_seconds is not None:
            specification["expireAfterSeconds"] = self.expire_after_seconds
        if self.partial_filter is not None:
            specification["partialFilterExpression"] = self.partial_filter
        if self.unique:
            specification["unique"] = True
        return specification


@dataclass(frozen=True, slots=True)
class CollectionDefinition:
    """A collection: its JSON schema validator and its indexes.

    Attributes:
        name: Name of the collection.
        required: Fields that every document has.
        properties: JSON schema (with `bsonType`) of each allowed field; others are refused.
        indexes: Every index beside the one on `_id`.
        kept_because: Why documents stay for good; needed where no index expires them.
    """

    name: str
    required: tuple[str, ...]
    properties: Mapping[str, Bson]
    indexes: tuple[IndexDefinition, ...] = field(default=())
    kept_because: str | None = None

    def __post_init__(self) -> None:
        """Refuse a collection of which nobody said for how long it is kept.

        Raises:
            ValueError: Its documents neither expire nor stay for a reason.
        """
        expires = any(index.expire_after_seconds is not None for index in self.indexes)
        if expires == (self.kept_because is not None):
            raise ValueError(
                f"{self.name}: either an index expires documents, or say why they stay"
            )

    def validator(self) -> Document:
        """Return the validator as `create` and `collMod` take it."""
        return {
            "$jsonSchema": {
                "bsonType": "object",
                "required": list(self.required),
                "additionalProperties": False,
                "properties": dict(self.properties),
            },
        }
