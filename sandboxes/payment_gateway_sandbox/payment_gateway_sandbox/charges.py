"""What the sandbox knows of one charge, and what clients send and get."""

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

ChargeStatus = Literal["approved", "declined", "pending", "voided"]
Key = Annotated[str, Field(min_length=1, max_length=200)]


class ChargeRequest(BaseModel):
    """Asks for money once: the same key always gets the same charge."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    idempotency_key: Key
    order_id: UUID
    amount: Annotated[Decimal, Field(gt=0, max_digits=20, decimal_places=4)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    payment_method: Annotated[str, Field(min_length=1, max_length=64)]


class Charge(ChargeRequest):
    """A charge in the ledger. `callbacks` of its outcomes are still to be delivered."""

    charge_id: str
    status: ChargeStatus
    reason: str | None = None


class RefundRequest(BaseModel):
    """Asks to give back part of a charge once."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    idempotency_key: Key
    charge_id: str
    amount: Annotated[Decimal, Field(gt=0, max_digits=20, decimal_places=4)]


class Refund(RefundRequest):
    """A refund in the ledger."""

    refund_id: str
    status: Literal["approved", "declined"]
    reason: str | None = None


class VoidRequest(BaseModel):
    """Asks that the charge of this key never happens."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    idempotency_key: Key


class VoidAnswer(BaseModel):
    """`already_charged`: too late, refund it. `not_voidable`: it may still be approved."""

    status: Literal["voided", "already_charged", "not_voidable"]
    charge_id: str | None = None


class Callback(BaseModel):
    """What the sandbox posts when a charge is decided after its answer."""

    event_id: UUID
    charge_id: str
    idempotency_key: str
    order_id: UUID
    status: ChargeStatus
    copies: int = 1


class LedgerView(BaseModel):
    """Everything that the sandbox ever decided."""

    charges: list[Charge]
    refunds: list[Refund]
