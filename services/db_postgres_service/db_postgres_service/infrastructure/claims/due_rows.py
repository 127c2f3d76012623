"""Which rows can be claimed: one statement for each kind of work that has a time."""

from typing import Final

from db_postgres_service.infrastructure.claims.lease_statement import lease_statement
from db_postgres_service.infrastructure.schema.sagas import RUNNING, sagas
from db_postgres_service.infrastructure.schema.step_sagas import UNFINISHED, step_sagas
from db_postgres_service.infrastructure.schema.tasks import UNREMINDED, tasks

__all__ = ["DUE_TASKS", "OVERDUE_SAGAS", "OVERDUE_STEP_SAGAS"]

OVERDUE_SAGAS: Final = lease_statement(sagas, RUNNING, "deadline_at")
"""Sagas that run, are past their deadline and are nobody's; rows as `SagaRow`."""

OVERDUE_STEP_SAGAS: Final = lease_statement(step_sagas, UNFINISHED, "deadline_at")
"""The same of sagas made of steps, of every kind; rows as `StepSagaRow`."""

DUE_TASKS: Final = lease_statement(tasks, UNREMINDED, "due_at")
"""Open tasks that are due, not yet reminded of for this due time, and nobody's; as `TaskRow`."""
