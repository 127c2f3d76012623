"""Every resource that can be read, in one table."""

from db_postgres_service.infrastructure.reading.resource import Resource
from db_postgres_service.infrastructure.schema import (
    chats,
    event_store,
    notifications,
    oauth_clients,
    one_time_tokens,
    order_lines,
    orders,
    outbox,
    payments,
    products,
    refund_requests,
    refunds,
    sagas,
    security_acts,
    sessions,
    step_sagas,
    stock,
    tasks,
    users,
)

USERS = Resource("users", users, kind="user", sorts=("created_at",), owner="id")
SESSIONS = Resource("sessions", sessions, kind="session", sorts=("created_at",), owner="user_id")
ONE_TIME_TOKENS = Resource(
    "one_time_tokens",
    one_time_tokens,
    kind="one_time_token",
    sorts=("created_at",),
    owner="user_id",
)
OAUTH_CLIENTS = Resource(
    "oauth_clients", oauth_clients, kind="oauth_client", sorts=("client_id", "created_at")
)
SECURITY_ACTS = Resource("security_acts", security_acts, sorts=("created_at",))
CHATS = Resource("chats", chats, kind="chat", sorts=("created_at",), owner="user_id")
PRODUCTS = Resource("products", products, kind="product", sorts=("sku", "name", "created_at"))
STOCK = Resource("stock", stock, key=("product_id",), sorts=("free",), default_sort="product_id")
ORDERS = Resource("orders", orders, kind="order", sorts=("created_at",), owner="user_id")
ORDER_LINES = Resource(
    "order_lines", order_lines, key=("order_id", "line_no"), default_sort="order_id"
)
REFUNDS = Resource("refunds", refunds)
REFUND_REQUESTS = Resource(
    "refund_requests",
    refund_requests,
    kind="refund_request",
    sorts=("created_at",),
    owner="user_id",
)
PAYMENTS = Resource("payments", payments, kind="payment", sorts=("created_at",))
TASKS = Resource("tasks", tasks, kind="task", sorts=("created_at", "due_at"), owner="created_by")
SAGAS = Resource("sagas", sagas, kind="saga", sorts=("created_at",))
STEP_SAGAS = Resource("step_sagas", step_sagas, kind="step_saga", sorts=("created_at",))
NOTIFICATIONS = Resource("notifications", notifications, sorts=("created_at",))
STORED_EVENTS = Resource("stored_events", event_store, key=("position",), default_sort="position")
OUTBOX = Resource("outbox", outbox, key=("position",), default_sort="position", shows_lease=True)

RESOURCES = (
    USERS,
    SESSIONS,
    ONE_TIME_TOKENS,
    OAUTH_CLIENTS,
    SECURITY_ACTS,
    CHATS,
    PRODUCTS,
    STOCK,
    ORDERS,
    ORDER_LINES,
    REFUNDS,
    REFUND_REQUESTS,
    PAYMENTS,
    TASKS,
    SAGAS,
    STEP_SAGAS,
    NOTIFICATIONS,
    STORED_EVENTS,
    OUTBOX,
    # quintet new: resources
)
