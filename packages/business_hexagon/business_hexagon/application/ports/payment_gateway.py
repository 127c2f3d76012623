"""Taking money and giving it back."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from business_hexagon.domain.values.money import Money


class ChargeStatus(StrEnum):
    """What became of a charge."""

    APPROVED = "approved"
    DECLINED = "declined"
    PENDING = "pending"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True)
class ChargeResult:
    """A charge as the gateway knows it.

    Attributes:
        status: `voided` when the key was voided before: no money moved or will move.
        reference: the gateway's own id of the charge; empty when it has none.
        reason: why it was declined.
    """

    status: ChargeStatus
    reference: str
    reason: str | None = None


class RefundStatus(StrEnum):
    """What became of a refund."""

    APPROVED = "approved"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class RefundResult:
    """A refund as the gateway knows it.

    Attributes:
        status: whether the money goes back.
        reference: the gateway's own id of the refund.
        reason: why it was declined.
    """

    status: RefundStatus
    reference: str
    reason: str | None = None


class VoidStatus(StrEnum):
    """What became of an attempt to void a charge."""

    VOIDED = "voided"
    ALREADY_CHARGED = "already_charged"
    NOT_VOIDABLE = "not_voidable"


@dataclass(frozen=True, slots=True)
class VoidResult:
    """The answer to a void.

    Attributes:
        status: `voided`: no money moves under this key, now or later (also when the charge was
            declined, or unknown: then the key is blocked). `already_charged`: too late, refund
            it. `not_voidable`: still pending, and may still be approved by a callback.
        reference: the gateway's own id of the charge; empty when it has none.
    """

    status: VoidStatus
    reference: str = ""


class PaymentGateway(Protocol):
    """A payment gateway; the same key always means the same operation.

    Amounts are rounded to the currency's minor unit and more than zero. Every method raises
    `GatewayTimeout` when the answer did not come (it may have acted) and `GatewayUnavailable`
    when it could not be asked (it did not act); both may be tried again with the same key.
    """

    @property
    def name(self) -> str:
        """Name of the gateway, at most 32 characters, such as `sandbox`."""
        ...

    async def charge(
        self, key: str, order_id: UUID, amount: Money, payment_method: str
    ) -> ChargeResult:
        """Take money once; the same key again gives the same charge as it is now."""
        ...

    async def refund(self, key: str, reference: str, amount: Money) -> RefundResult:
        """Give back part or all of a charge once.

        Args:
            key: idempotency key of the refund.
            reference: the gateway's own id of the charge.
            amount: how much.
        """
        ...

    async def void(self, key: str) -> VoidResult:
        """Try to make sure that the charge with this key never takes money."""
        ...

    async def find(self, key: str) -> ChargeResult | None:
        """The charge with this key as it is now; nothing when the gateway never saw the key."""
        ...
