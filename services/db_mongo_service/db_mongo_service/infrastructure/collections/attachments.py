"""Collection `attachments`: files with what is known of them, one document each.

A document holds 16 MiB and a file 5, so that content and description are written and gone together.
"""

from typing import Final

from storage_contracts.attachments import LARGEST_CONTENT, MOST_OF_SUBJECT

from db_mongo_service.infrastructure.collections.collection_definition import (
    CollectionDefinition,
    IndexDefinition,
)
from db_mongo_service.infrastructure.collections.field_schemas import (
    TIME_FIELD,
    UUID_FIELD,
    text_field,
)

NAME: Final = "attachments"
BY_SLOT: Final = "by_slot"

ATTACHMENTS: Final = CollectionDefinition(
    name=NAME,
    required=(
        "_id",
        "subject_kind",
        "subject_id",
        "slot",
        "file_name",
        "media_type",
        "size",
        "sha256",
        "content",
        "created_at",
    ),
    properties={
        "_id": UUID_FIELD,
        "subject_kind": {"enum": ["task", "order", "product"]},
        "subject_id": UUID_FIELD,
        "slot": {"bsonType": "int", "minimum": 0, "maximum": MOST_OF_SUBJECT - 1},
        "uploaded_by": UUID_FIELD,
        "file_name": text_field(120),
        "media_type": text_field(64),
        "size": {"bsonType": "int", "minimum": 1, "maximum": LARGEST_CONTENT},
        "sha256": {"bsonType": "string", "pattern": "^[0-9a-f]{64}$"},
        "content": {"bsonType": "binData"},
        "created_at": TIME_FIELD,
    },
    indexes=(
        # A subject has so many places and no file shares one: the limit holds under any race.
        IndexDefinition(
            BY_SLOT, (("subject_kind", 1), ("subject_id", 1), ("slot", 1)), unique=True
        ),
    ),
    kept_because="files of people, at most twenty of a subject",
)
