"""Names of the consumers whose inboxes the handlers use; also the names of their queues."""

from typing import Final

ORDER_SAGA: Final = "worker_order_saga"
REFUNDS: Final = "worker_refunds"
NOTIFICATIONS: Final = "worker_notifications"
STEP_SAGAS: Final = "worker_step_sagas"
# quintet new: consumers
