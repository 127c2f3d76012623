"""Examples of retention for the documentation."""

from storage_contracts.retention import (
    Pruning,
    PruningRequest,
    SettledEvent,
    Settlement,
    SettlementRequest,
)

from db_postgres_service.interface.http.examples import STORED_EVENT

SETTLEMENT_REQUEST = SettlementRequest(
    asked_at=STORED_EVENT.occurred_at,
    days=30,
    subscriptions={"worker_order_saga": ["order.created"]},
)
SETTLEMENT = Settlement(
    position=1,
    events=[SettledEvent(event_id=STORED_EVENT.event_id, occurred_at=STORED_EVENT.occurred_at)],
)
PRUNING_REQUEST = PruningRequest(
    asked_at=STORED_EVENT.occurred_at, keys_days=30, log_ins_days=30, position=1
)
PRUNING = Pruning(outbox=1, inbox=1)
