"""The tables, one module for each aggregate. `ALL_TABLES` is the whole schema in one place."""

from db_postgres_service.infrastructure.schema.chats import chats
from db_postgres_service.infrastructure.schema.event_store import event_store
from db_postgres_service.infrastructure.schema.idempotency_records import idempotency_records
from db_postgres_service.infrastructure.schema.metadata import metadata
from db_postgres_service.infrastructure.schema.notifications import notifications
from db_postgres_service.infrastructure.schema.oauth_clients import oauth_clients
from db_postgres_service.infrastructure.schema.one_time_tokens import one_time_tokens
from db_postgres_service.infrastructure.schema.orders import order_lines, orders, refunds
from db_postgres_service.infrastructure.schema.outbox import outbox
from db_postgres_service.infrastructure.schema.payments import payments
from db_postgres_service.infrastructure.schema.products import products
from db_postgres_service.infrastructure.schema.refund_requests import refund_requests
from db_postgres_service.infrastructure.schema.sagas import sagas
from db_postgres_service.infrastructure.schema.security_acts import security_acts
from db_postgres_service.infrastructure.schema.sessions import sessions
from db_postgres_service.infrastructure.schema.settlement import settlement, unapplied_events
from db_postgres_service.infrastructure.schema.step_sagas import step_sagas
from db_postgres_service.infrastructure.schema.stock import stock, stock_reservations
from db_postgres_service.infrastructure.schema.tasks import tasks
from db_postgres_service.infrastructure.schema.users import users

__all__ = [
    "ALL_TABLES",
    "chats",
    "event_store",
    "idempotency_records",
    "metadata",
    "notifications",
    "oauth_clients",
    "one_time_tokens",
    "order_lines",
    "orders",
    "outbox",
    "payments",
    "products",
    "refund_requests",
    "refunds",
    "sagas",
    "security_acts",
    "sessions",
    "settlement",
    "step_sagas",
    "stock",
    "stock_reservations",
    "tasks",
    "unapplied_events",
    "users",
]

ALL_TABLES = (
    users,
    sessions,
    one_time_tokens,
    oauth_clients,
    security_acts,
    chats,
    products,
    stock,
    stock_reservations,
    orders,
    order_lines,
    refunds,
    refund_requests,
    payments,
    tasks,
    sagas,
    step_sagas,
    notifications,
    event_store,
    outbox,
    idempotency_records,
    settlement,
    unapplied_events,
    # quintet new: tables
)
