"""Every resource that can be read, in one table."""

from db_postgres_service.infrastructure.reading.resource import Resource
from db_postgres_service.infrastructure.schema import (
    event_store,
    notifications,
    order_lines,
    orders,
    outbox,
    payments,
    products,
    refunds,
    sagas,
    stock,
    tasks,
    users,
)

USERS = Resource("users", users, sorts=("created_at",), owner="id")
PRODUCTS = Resource("products", products, sorts=("sku", "name", "created_at"))
STOCK = Resource("stock", stock, key=("product_id",), sorts=("free",), default_sort="product_id")
ORDERS = Resource("orders", orders, sorts=("created_at",), owner="user_id")
ORDER_LINES = Resource(
    "order_lines", order_lines, key=("order_id", "line_no"), default_sort="order_id"
)
REFUNDS = Resource("refunds", refunds)
PAYMENTS = Resource("payments", payments, sorts=("created_at",))
TASKS = Resource("tasks", tasks, sorts=("created_at",), owner="created_by")
SAGAS = Resource("sagas", sagas, sorts=("created_at",))
NOTIFICATIONS = Resource("notifications", notifications, sorts=("created_at",))
STORED_EVENTS = Resource("stored_events", event_store, key=("position",), default_sort="position")
OUTBOX = Resource("outbox", outbox, key=("position",), default_sort="position", shows_lease=True)

RESOURCES = (
    USERS,
    PRODUCTS,
    STOCK,
    ORDERS,
    ORDER_LINES,
    REFUNDS,
    PAYMENTS,
    TASKS,
    SAGAS,
    NOTIFICATIONS,
    STORED_EVENTS,
    OUTBOX,
)
