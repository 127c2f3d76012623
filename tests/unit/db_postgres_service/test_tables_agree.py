"""What is written of each table in several places says the same, or names what is missing."""

import re

from db_postgres_service.infrastructure.atomic_write.rows import ROW_TABLES
from db_postgres_service.infrastructure.reading.catalogue import RESOURCES
from db_postgres_service.infrastructure.reports.event_checks import EVENT_CHECKS
from db_postgres_service.infrastructure.retention.old_rows import ENDED_LOG_INS
from db_postgres_service.infrastructure.schema import ALL_TABLES, metadata
from db_postgres_service.infrastructure.schema.retention import RETENTION, Retention
from db_postgres_service.interface.http.resource_callers import RESOURCE_CALLERS
from db_postgres_service.interface.http.served_resources import SERVED_RESOURCES
from pydantic import TypeAdapter
from storage_clients.mapping.event_types import EVENTS_BY_STREAM
from storage_contracts.atomic_write import RowWrite

_NOT_SERVED = {
    "idempotency_records",  # by scope and key alone
    "settlement",  # what retention keeps for itself
    "stock_reservations",  # part of the stock
    "unapplied_events",  # the same
}


def test_every_table_is_in_the_schema_and_is_read() -> None:
    """A table that is not listed would be migrated, and never counted nor looked at."""
    assert {table.name for table in ALL_TABLES} == set(metadata.tables)
    read = {resource.table.name for resource in RESOURCES}
    assert set(metadata.tables) - read == _NOT_SERVED


def test_every_table_says_for_how_long_its_rows_are_kept() -> None:
    """One that is forgotten grows for ever, and nobody has decided that."""
    silent = [
        table.name for table in ALL_TABLES if not isinstance(table.info.get(RETENTION), Retention)
    ]
    assert silent == []
    leaving = {table.name for table in ALL_TABLES if table.info[RETENTION].until != "for good"}
    assert leaving == {"outbox", "idempotency_records", *ENDED_LOG_INS}


def test_every_resource_is_served_to_somebody() -> None:
    """One that is forgotten answers 404, or stops the start."""
    names = [resource.name for resource in RESOURCES]
    assert sorted(each.resource.name for each in SERVED_RESOURCES) == sorted(names)
    assert set(RESOURCE_CALLERS) == set(names)


def test_the_examples_are_rows_of_their_resource() -> None:
    """An example of another resource would be shown, and nobody would see it."""
    for each in SERVED_RESOURCES:
        # A page of orders has no lines; what a row derives is in no column.
        assert each.resource.key[0] in type(each.in_a_page).model_fields
        if each.resource.kind is not None:
            fields = {column.name for column in each.resource.fields()}
            assert set(type(each.in_a_page).model_fields) <= fields, each.resource.name


def test_every_kind_of_row_on_the_wire_has_a_table() -> None:
    """Else a write that the schema accepts ends as an error of ours."""
    write = TypeAdapter(RowWrite).json_schema()
    assert set(write["discriminator"]["mapping"]) == set(ROW_TABLES)


def test_every_stream_is_compared_with_its_row() -> None:
    """What `quintet verify` leaves out is reported as a stream without a row."""
    (check,) = [each for each in EVENT_CHECKS if each.name == "row_and_stream_disagree"]
    compared = re.findall(r"SELECT '(\w+)/' \|\|", check.sql)
    assert sorted(compared) == sorted(EVENTS_BY_STREAM)
