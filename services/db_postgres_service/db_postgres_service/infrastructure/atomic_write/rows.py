"""State rows: inserted when version 0 is expected, else replaced at the expected version."""

from dataclasses import dataclass

from sqlalchemy import (
    Integer,
    Uuid,
    any_,
    column,
    func,
    null,
    select,
    true,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB, insert

from db_postgres_service.infrastructure.reading.catalogue import RESOURCES
from db_postgres_service.infrastructure.statements.json_documents import (
    ONE,
    ZERO,
    constant,
    fields_of,
    part,
    recordset,
)
from db_postgres_service.infrastructure.statements.sql_types import Cte, Expression, SqlTable

ROW_TABLES: dict[str, SqlTable] = {
    resource.kind: resource.table for resource in RESOURCES if resource.kind is not None
}
"""The table of each kind of row write, by the name that the wire schema gives it."""

_OURS = frozenset({"lease_until"})
"""Columns that no caller writes; a row that was written is nobody's lease any more."""


@dataclass(frozen=True)
class WritingPart:
    """Statements that write, and checks whose evaluation aborts everything."""

    writes: list[Cte]
    checks: list[Expression]


def ids_in(part_name: str, field: str = "id") -> Expression:
    """Return `ANY` over an array of the ids in a part of the document.

    The planner expects a hundred rows of any JSON array and would rather read a whole table than
    look a hundred rows up; of an array it expects ten.
    """
    rows = recordset(part(part_name), f"{part_name}_ids", [column(field, Uuid())])
    return any_(func.array(select(rows.c[field]).scalar_subquery()))


def row_writes(resource: str, gate: Cte, *, inserts: bool, updates: bool) -> WritingPart:
    """Return what writes the rows of one resource.

    A row that is there already, is not there, or is at another version aborts the statement
    with `version_conflict` and the list of such rows.
    """
    table = ROW_TABLES[resource]
    columns = [item for item in table.c if item.name not in _OURS]
    names = [item.name for item in columns]
    rows = recordset(
        part(resource),
        f"{resource}_rows",
        [*fields_of(columns), column("expected_version", Integer())],
    )
    done: list[Cte] = []
    if inserts:
        done.append(
            insert(table)
            .from_select(
                names,
                select(*(rows.c[name] for name in names))
                .select_from(gate.join(rows, true()))
                .where(rows.c.expected_version == ZERO),
            )
            .on_conflict_do_nothing(index_elements=["id"])
            .returning(table.c.id)
            .cte(f"{resource}_inserted")
        )
    if updates:
        values: dict[str, Expression] = {n: rows.c[n] for n in names if n != "id"}
        values |= {name: null() for name in _OURS if name in table.c}
        done.append(
            update(table)
            .values(values)
            .where(
                table.c.id == rows.c.id,
                table.c.id == ids_in(resource),
                table.c.version == rows.c.expected_version,
                rows.c.expected_version > ZERO,
                gate.c.open == ONE,
            )
            .returning(table.c.id)
            .cte(f"{resource}_updated")
        )
    written = union_all(*(select(cte.c.id) for cte in done)).subquery()
    missed = func.jsonb_agg(
        func.jsonb_build_object(
            constant("resource"), constant(resource), constant("id"), rows.c.id
        ),
        type_=JSONB,
    )
    check = (
        select(func.abort_write(constant("version_conflict"), missed, type_=Integer()))
        .select_from(gate.join(rows, true()))
        .where(rows.c.id.not_in(select(written.c.id)))
        .having(func.count() > ZERO)
        .scalar_subquery()
    )
    return WritingPart(done, [check])
