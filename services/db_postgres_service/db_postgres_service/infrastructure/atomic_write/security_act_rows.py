"""Security acts into the audit, with the service and the request that the context names."""

from sqlalchemy import select, true
from sqlalchemy.dialects.postgresql import insert

from db_postgres_service.infrastructure.atomic_write.events import context_row
from db_postgres_service.infrastructure.schema import security_acts
from db_postgres_service.infrastructure.statements.json_documents import (
    fields_of,
    part,
    recordset,
)
from db_postgres_service.infrastructure.statements.sql_types import Cte

FROM_CONTEXT = ("service", "request_id")
"""Who recorded an act in which request: never what a caller says in the act itself."""


def recorded_acts(gate: Cte) -> Cte:
    """Return what inserts the acts of the document."""
    given = [item for item in security_acts.c if item.name not in FROM_CONTEXT]
    rows = recordset(part("security_acts"), "given_acts", fields_of(given))
    context = context_row()
    return (
        insert(security_acts)
        .from_select(
            [*(item.name for item in given), *FROM_CONTEXT],
            select(
                *(rows.c[item.name] for item in given), *(context.c[name] for name in FROM_CONTEXT)
            ).select_from(gate.join(rows, true()).join(context, true())),
        )
        .returning(security_acts.c.id)
        .cte("acts_recorded")
    )
