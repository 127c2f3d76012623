"""JSON schemas of fields that several collections have."""

from typing import Final

from db_mongo_service.infrastructure.bson_types import Document

UUID_FIELD: Final[Document] = {"bsonType": "binData"}
TIME_FIELD: Final[Document] = {"bsonType": "date"}
MONEY_FIELD: Final[Document] = {"bsonType": "decimal"}
COUNT_FIELD: Final[Document] = {"bsonType": ["int", "long"], "minimum": 0}
COUNTRY_FIELD: Final[Document] = {"bsonType": "string", "pattern": "^[A-Z]{2}$"}
CURRENCY_FIELD: Final[Document] = {"bsonType": "string", "pattern": "^[A-Z]{3}$"}
USER_KEY_FIELD: Final[Document] = {"bsonType": "string", "minLength": 1, "maxLength": 128}


def text_field(max_length: int) -> Document:
    """Return the schema of a text of at most `max_length` characters."""
    return {"bsonType": "string", "maxLength": max_length}


LINES_FIELD: Final[Document] = {
    "bsonType": "array",
    "items": {
        "bsonType": "object",
        "required": ["line_no", "quantity", "amount"],
        "additionalProperties": False,
        "properties": {
            "line_no": {"bsonType": ["int", "long"], "minimum": 1},
            "product_id": UUID_FIELD,
            "sku": text_field(64),
            "description": text_field(255),
            "quantity": {"bsonType": ["int", "long"], "minimum": 1},
            "amount": MONEY_FIELD,
        },
    },
}
"""Lines of an order, or of what is given back; amounts are Decimal128, never double."""
