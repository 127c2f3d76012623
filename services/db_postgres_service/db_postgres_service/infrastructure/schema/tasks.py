"""Tasks. `lease_until` keeps two reminder sweeps from taking the same task."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, String, Table, Uuid, text

from db_postgres_service.infrastructure.schema.last_moment import never_null
from db_postgres_service.infrastructure.schema.metadata import MOMENT, metadata
from db_postgres_service.infrastructure.schema.retention import kept

tasks = Table(
    "tasks",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("title", String(255), nullable=False),
    Column("description", String(4000), nullable=False),
    Column("status", String(16), nullable=False),
    Column("priority", String(16), nullable=False),
    Column("created_by", Uuid, nullable=False),
    Column("assignee_id", Uuid),
    Column("due_at", MOMENT),
    Column("reminded_at", MOMENT),
    Column("completed_at", MOMENT),
    Column("completed_by", Uuid),
    Column("lease_until", MOMENT),
    Column("version", Integer, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("updated_at", MOMENT, nullable=False),
    CheckConstraint("status IN ('open', 'completed')", name="status"),
    CheckConstraint("priority IN ('low', 'normal', 'high')", name="priority"),
    CheckConstraint("version >= 1", name="version"),
    info=kept("work that was done, and by whom"),
)

Index("tasks_created_by_created_at_id_idx", tasks.c.created_by, tasks.c.created_at, tasks.c.id)
Index("tasks_assignee_id_created_at_id_idx", tasks.c.assignee_id, tasks.c.created_at, tasks.c.id)
Index("tasks_created_at_id_idx", tasks.c.created_at, tasks.c.id)
_BY_DUE_TIME = (never_null(tasks.c.due_at), tasks.c.created_at, tasks.c.id)
Index("tasks_assignee_id_due_at_created_at_id_idx", tasks.c.assignee_id, *_BY_DUE_TIME)
Index("tasks_created_by_due_at_created_at_id_idx", tasks.c.created_by, *_BY_DUE_TIME)
Index("tasks_due_at_created_at_id_idx", *_BY_DUE_TIME)
UNREMINDED = text("status = 'open' AND (reminded_at IS NULL OR reminded_at < due_at)")
"""Written the same way in the partial index and in the query that it serves."""

Index(
    "tasks_reminder_due_at_idx",
    tasks.c.due_at,
    postgresql_where=UNREMINDED,
)
