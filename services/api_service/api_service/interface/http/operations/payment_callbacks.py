"""`POST /payment_callbacks/sandbox`: what the sandbox gateway reports on its own."""

import hashlib
import hmac
from typing import NewType
from uuid import UUID

from business_hexagon.application.commands.payments.record_payment_callback import (
    RecordPaymentCallback,
    RecordPaymentCallbackCommand,
)
from business_hexagon.application.ports.payment_gateway import ChargeResult, ChargeStatus
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from problem_details.problem_error import ProblemError
from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import Response

from api_service.interface.http.access.serves import serves

CallbackSecret = NewType("CallbackSecret", bytes)
"""Key of the signatures on callbacks; empty refuses them all."""

router = APIRouter(route_class=DishkaRoute)


# quintet: allow Q911 until 2027-06-30: a gateway may add fields to what it reports
class PaymentCallbackBody(BaseModel):
    """The outcome of a charge. Fields that we do not know are the gateway's own business."""

    model_config = ConfigDict(
        extra="ignore",
        json_schema_extra={
            "examples": [
                {
                    "event_id": "5e9d1d0c-6a0f-4d0c-9a57-0d0a4a3d2f11",
                    "charge_id": "charge_1",
                    "idempotency_key": "1f0c7a52-55f2-6d10-b1a9-0242ac120002:charge",
                    "order_id": "1f0c7a52-55f2-6d10-b1a9-0242ac120002",
                    "status": "approved",
                }
            ]
        },
    )

    event_id: UUID
    charge_id: str
    idempotency_key: str
    order_id: UUID
    status: ChargeStatus
    reason: str | None = None


@router.post(
    "/payment_callbacks/sandbox",
    status_code=204,
    responses=problem_responses(401, 404, 422, too_early=503),
    openapi_extra=serves("record_payment_callback"),
)
async def receive_payment_callback(
    body: PaymentCallbackBody,
    request: Request,
    secret: FromDishka[CallbackSecret],
    use_case: FromDishka[RecordPaymentCallback],
) -> Response:
    """Take a signed report of the payment gateway; repeated reports change nothing."""
    signature = request.headers.get("x-signature", "")
    right = hmac.new(secret, await request.body(), hashlib.sha256).hexdigest()
    if not secret or not hmac.compare_digest(right.encode(), signature.encode()):
        raise ProblemError(401, "signature_invalid", "X-Signature does not fit the body.")
    await use_case.execute(
        RecordPaymentCallbackCommand(
            callback_id=str(body.event_id),
            order_id=body.order_id,
            key=body.idempotency_key,
            result=ChargeResult(body.status, body.charge_id, body.reason),
        )
    )
    return Response(status_code=204)
