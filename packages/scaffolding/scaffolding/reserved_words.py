"""Names that contexts, entities and fields cannot have, since generated code needs them itself."""

from typing import Final

__all__ = ["OF_CONTEXTS", "OF_ENTITIES", "OF_FIELDS"]

_EVERY_ENTITY_HAS: Final = """
    id user_id owner_id removed_at version created_at updated_at kind stream pending loaded_version
    event events created updated removed restore create update remove
"""
_BESIDE_THE_FIELDS: Final = """
    actor idempotency expected_version page everyone present writes ids clock command query limit
    cursor sort q view all row resource body request response use_case router now self cls
"""
_IMPORTED_OR_SQL: Final = """
    date datetime dataclass annotated field uuid decimal group order user table values
"""
_METHODS_OF_ROWS_AND_TABLES: Final = """
    keys items get add clear extend contains compare index pop copy json dict schema construct
    validate columns schema_json from_orm parse_obj parse_raw parse_file
"""
_REPORTS_READ: Final = "contact_email completed_by created_by shipping_address"
"""Where the reports look for the person or the country that any event is about."""

OF_FIELDS: Final = frozenset(
    (
        f"{_EVERY_ENTITY_HAS} {_BESIDE_THE_FIELDS} {_IMPORTED_OR_SQL}"
        f" {_METHODS_OF_ROWS_AND_TABLES} {_REPORTS_READ}"
    ).split()
)

_CLASSES_OF_OURS: Final = """
    actor aggregate amount change clock command count currency day decimal document documents
    domain_event event field filter flag identifier idempotency item moment money outcome page port
    position query request response router row scope state stored text unchanged uuid version data
    value service
"""
OF_ENTITIES: Final = frozenset(_CLASSES_OF_OURS.split())

OF_CONTEXTS: Final = frozenset({"access", "errors", "event", "aggregate", "values"})
