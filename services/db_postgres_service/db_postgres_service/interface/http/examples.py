"""Examples for the documentation; each is a valid instance of its schema."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from storage_contracts.atomic_write import (
    AtomicWrite,
    AtomicWriteBatch,
    AtomicWriteBatchResult,
    AtomicWriteResult,
    BatchItemResult,
    IdempotencyClaim,
    IdempotencyRecord,
    PlaceOrderWrite,
    ProductGuard,
)
from storage_contracts.outbox import (
    ClaimedBatch,
    OutboxClaim,
    OutboxPublication,
    OutboxRow,
    PublicationResult,
)
from storage_contracts.pages import BatchGet, ClaimRequest, OrderProcessesRequest, OrderProcessRow
from storage_contracts.rows.notification_row import NotificationRow
from storage_contracts.rows.order_row import (
    AddressValue,
    OrderHeader,
    OrderLineEntry,
    OrderLineRow,
    OrderRow,
    RefundLineValue,
    RefundRow,
)
from storage_contracts.rows.payment_row import PaymentRow
from storage_contracts.rows.product_row import ProductRow, StockRow
from storage_contracts.rows.refund_request_row import RefundRequestRow
from storage_contracts.rows.saga_row import SagaRow, SagaWrite
from storage_contracts.rows.step_saga_row import DoneStepValue, StepSagaRow
from storage_contracts.rows.task_row import TaskRow
from storage_contracts.rows.user_row import UserCredentials, UserRow
from storage_contracts.stock_operations import ReserveStock, StockDemand
from storage_contracts.stored_event import EventContext, NewEvent, StoredEvent

_MOMENT = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)
_USER_ID = UUID("1f0c7a52-0000-6d10-b1a9-0242ac120001")
_PRODUCT_ID = UUID("1f0c7a52-0000-6d10-b1a9-0242ac120002")
_ORDER_ID = UUID("1f0c7a52-0000-6d10-b1a9-0242ac120003")
_OTHER_ID = UUID("1f0c7a52-0000-6d10-b1a9-0242ac120004")
_TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"

USER = UserRow(
    id=_USER_ID,
    email="ada@example.com",
    name="Ada Lovelace",
    role="customer",
    is_active=True,
    version=1,
    created_at=_MOMENT,
    updated_at=_MOMENT,
)
CREDENTIALS = UserCredentials.model_validate(
    {**vars(USER), "password_hash": "$argon2id$v=19$…"}  # nosec B105  an example
)
PRODUCT = ProductRow(
    id=_PRODUCT_ID,
    sku="85123A",
    name="White metal lantern",
    unit_price=Decimal("2.5500"),
    currency="GBP",
    is_active=True,
    version=1,
    created_at=_MOMENT,
    updated_at=_MOMENT,
)
STOCK = StockRow(
    product_id=_PRODUCT_ID,
    opening=100,
    adjusted=0,
    free=94,
    reserved=6,
    sold=0,
    version=2,
    updated_at=_MOMENT,
)
LINE = OrderLineRow(
    line_no=1,
    kind="product",
    product_id=_PRODUCT_ID,
    sku="85123A",
    description="White metal lantern",
    quantity=6,
    unit_price=Decimal("2.5500"),
    amount=Decimal("15.3000"),
)
LINE_ENTRY = OrderLineEntry.model_validate({**vars(LINE), "order_id": _ORDER_ID})
REFUND = RefundRow(
    id=_OTHER_ID,
    order_id=_ORDER_ID,
    status="requested",
    reason="broken on arrival",
    lines=[RefundLineValue(line_no=1, quantity=1, amount=Decimal("2.5500"))],
    amount=Decimal("2.5500"),
    charge_amount=Decimal("2.5500"),
    requested_at=_MOMENT,
)
REFUND_REQUEST = RefundRequestRow(
    id=_OTHER_ID,
    order_id=_ORDER_ID,
    user_id=_USER_ID,
    reason="broken on arrival",
    status="open",
    requested_at=_MOMENT,
    version=1,
    created_at=_MOMENT,
    updated_at=_MOMENT,
)
HEADER = OrderHeader(
    id=_ORDER_ID,
    user_id=_USER_ID,
    channel="web",
    status="pending",
    currency="GBP",
    shipping_address=AddressValue(country="GB", city="London", postal_code="NW1 6XE"),
    payment_method="card_approve",
    total=Decimal("15.3000"),
    charge_amount=Decimal("15.3000"),
    refunded_amount=Decimal(0),
    refunded_charge_amount=Decimal(0),
    ordered_at=_MOMENT,
    version=1,
    created_at=_MOMENT,
    updated_at=_MOMENT,
)
ORDER = OrderRow.model_validate({**vars(HEADER), "lines": [LINE]})
PAYMENT = PaymentRow(
    id=_OTHER_ID,
    order_id=_ORDER_ID,
    status="charged",
    amount=Decimal("15.3000"),
    refunded_amount=Decimal(0),
    currency="GBP",
    gateway="sandbox",
    gateway_reference="charge_1",
    version=1,
    created_at=_MOMENT,
    updated_at=_MOMENT,
)
SAGA = SagaRow(
    id=_ORDER_ID,
    step="reserving",
    deadline_at=_MOMENT,
    version=1,
    created_at=_MOMENT,
    updated_at=_MOMENT,
)
STEP_SAGA = StepSagaRow(
    id=_OTHER_ID,
    saga="parcel_delivery",
    subject={"parcel": "PX 12"},
    started_by=_USER_ID,
    status="running",
    step="call_courier",
    done=[DoneStepValue(step="weigh_parcel", facts={"grams": 250})],
    deadline_at=_MOMENT,
    version=6,
    created_at=_MOMENT,
    updated_at=_MOMENT,
)
TASK = TaskRow(
    id=_OTHER_ID,
    title="Call the supplier",
    status="open",
    created_by=_USER_ID,
    due_at=_MOMENT,
    version=1,
    created_at=_MOMENT,
    updated_at=_MOMENT,
)
NOTIFICATION = NotificationRow(
    id=_OTHER_ID,
    channel="mail",
    template="order_completed",
    recipient_key="9f86d081884c7d65",
    status="sent",
    order_id=_ORDER_ID,
    created_at=_MOMENT,
)
EVENT = NewEvent(
    stream=f"order/{_ORDER_ID}",
    version=1,
    event_id=_OTHER_ID,
    event_type="order.created",
    occurred_at=_MOMENT,
    data={"order_id": str(_ORDER_ID), "total": "15.3000"},
)
CONTEXT = EventContext(
    service="api_service", request_id="request_1", user_id=_USER_ID, traceparent=_TRACEPARENT
)
STORED_EVENT = StoredEvent.model_validate({**vars(EVENT), **vars(CONTEXT), "position": 1})
OUTBOX_ROW = OutboxRow(position=1, event_id=_OTHER_ID, stream=EVENT.stream)
_CLAIM = IdempotencyClaim(scope="orders:place", key="invoice_536365", request_hash="5f4dcc3b")
RECORD = IdempotencyRecord.model_validate({**vars(_CLAIM), "response": '{"id":"…"}'})
PROCESS = OrderProcessRow(order=ORDER, saga=SAGA, payment=PAYMENT)

PLACE_ORDER = PlaceOrderWrite(
    context=CONTEXT,
    idempotency=_CLAIM,
    guards=[ProductGuard(product_id=_PRODUCT_ID, version=1)],
    order=ORDER,
    saga=SAGA,
    events=[
        EVENT,
        EVENT.model_copy(
            update={
                "stream": f"saga/{_ORDER_ID}",
                "event_id": _PRODUCT_ID,
                "event_type": "workflow.started",
                "data": {"workflow_id": str(_ORDER_ID)},
            }
        ),
    ],
    response='{"id":"…"}',
)
ATOMIC_WRITE = AtomicWrite(
    context=CONTEXT,
    idempotency=IdempotencyClaim(
        scope="worker_order_saga", key=str(EVENT.event_id), request_hash="5f4dcc3b"
    ),
    rows=[
        SagaWrite(
            expected_version=1, row=SAGA.model_copy(update={"step": "charging", "version": 2})
        )
    ],
    stock=[
        ReserveStock(order_id=_ORDER_ID, demands=[StockDemand(product_id=_PRODUCT_ID, quantity=6)])
    ],
    events=[
        EVENT.model_copy(
            update={
                "stream": f"saga/{_ORDER_ID}",
                "version": 2,
                "event_type": "stock.reserved",
                "data": {"order_id": str(_ORDER_ID), "lines": []},
            }
        )
    ],
)
WRITE_RESULT = AtomicWriteResult(replayed=False, response='{"id":"…"}')
WRITE_BATCH = AtomicWriteBatch(writes=[ATOMIC_WRITE])
WRITE_BATCH_RESULT = AtomicWriteBatchResult(items=[BatchItemResult(result=WRITE_RESULT)])
OUTBOX_CLAIM = OutboxClaim()
CLAIMED_BATCH = ClaimedBatch(token=7, records=[STORED_EVENT])
PUBLICATION = OutboxPublication(token=7, published=[1])
PUBLICATION_RESULT = PublicationResult(marked=1, released=0)
CLAIM_REQUEST = ClaimRequest()
BATCH_GET = BatchGet(ids=[_PRODUCT_ID])
PROCESSES_REQUEST = OrderProcessesRequest(order_ids=[_ORDER_ID])
