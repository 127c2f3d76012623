"""`POST /orders`: the hottest write."""

from typing import Annotated
from uuid import UUID

from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.application.commands.ordering.place_order import (
    PlaceOrder,
    PlaceOrderCommand,
)
from business_hexagon.domain.ordering.line_kind import LineKind
from business_hexagon.domain.values.address import Address
from business_hexagon.domain.values.email import Email
from fastapi import APIRouter, Body, Header
from problem_details.openapi import problem_responses
from pydantic import BaseModel, ConfigDict, Field
from service_runtime.lean_input import parse_body
from service_runtime.lean_route import LeanRoute, documents
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.rows.order_row import AddressValue, OrderRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import actor_of
from api_service.interface.http.body_types import Instant, Price, WholeNumber
from api_service.interface.http.container import container_of
from api_service.interface.http.field_names import field_called
from api_service.interface.http.idempotency import idempotency_of
from api_service.interface.http.responses import created

router = APIRouter(route_class=LeanRoute)


class LineBody(BaseModel):
    """One wanted line. Only staff may set a price or add anything but products."""

    model_config = ConfigDict(extra="forbid")

    quantity: Annotated[WholeNumber, Field(ge=1, le=1_000_000)]
    product_id: UUID | None = None
    kind: LineKind = LineKind.PRODUCT
    unit_price: Price | None = None
    sku: Annotated[str, Field(min_length=1, max_length=64)] | None = None
    description: Annotated[str, Field(min_length=1, max_length=255)] | None = None


class PlaceOrderBody(BaseModel):
    """An order. Only staff may set `channel`, `reference` and `ordered_at`."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "lines": [
                        {"product_id": "1f0c7a52-55f2-6d10-b1a9-0242ac120002", "quantity": 2}
                    ],
                    "shipping_address": {"country": "GB", "city": "London"},
                    "payment_method": "card_approve",
                    "contact_email": "ada@example.com",
                }
            ]
        },
    )

    lines: Annotated[list[LineBody], Field(min_length=1, max_length=2000)]
    shipping_address: AddressValue
    payment_method: Annotated[str, Field(min_length=1, max_length=64)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    contact_email: Annotated[str, Field(max_length=254)] | None = None
    channel: Annotated[str, Field(min_length=1, max_length=64)] | None = None
    reference: Annotated[str, Field(min_length=1, max_length=64)] | None = None
    ordered_at: Instant | None = None


def _inputs(
    body: Annotated[PlaceOrderBody, Body()],
    idempotency_key: Annotated[str | None, Header(max_length=128)] = None,
    authorization: Annotated[str | None, Header()] = None,
) -> None: ...


def _address(body: AddressValue) -> Address:
    return Address(
        country=body.country,
        city=body.city,
        postal_code=body.postal_code,
        line1=body.line1,
        line2=body.line2,
        recipient=body.recipient,
    )


def _contact(address: str | None) -> Email | None:
    with field_called("contact_email", instead_of="email"):
        return None if address is None else Email(address)


def _line(body: LineBody) -> LineRequest:
    return LineRequest(
        quantity=body.quantity,
        product_id=body.product_id,
        kind=body.kind,
        unit_price=body.unit_price,
        sku=body.sku,
        description=body.description,
    )


@router.post(
    "/orders",
    status_code=201,
    response_model=OrderRow,
    responses=problem_responses(
        401,
        403,
        413,
        415,
        422,
        product_unknown=422,
        product_inactive=422,
        mixed_currencies=422,
        idempotency_in_flight=409,
        idempotency_conflict=422,
    ),
    openapi_extra=serves("place_order"),
)
@documents(_inputs)
async def place_order(request: Request) -> Response:
    """Place an order, as a guest or signed in; its saga takes it from there.

    Send an Idempotency-Key and repeat the request until it is answered: it is placed once.
    """
    body = await parse_body(request, PlaceOrderBody)
    actor = actor_of(request)
    use_case = await container_of(request).get(PlaceOrder)
    outcome = await use_case.execute(
        PlaceOrderCommand(
            actor=actor,
            lines=tuple(_line(line) for line in body.lines),
            shipping_address=_address(body.shipping_address),
            payment_method=body.payment_method,
            currency=body.currency,
            contact_email=_contact(body.contact_email),
            channel=body.channel,
            reference=body.reference,
            ordered_at=body.ordered_at,
            idempotency=await idempotency_of(request, actor),
        )
    )
    return created(outcome, within="/api/v1/orders")
