"""Invariant C: our payments against the sandbox gateway's own ledger."""

from collections import defaultdict
from decimal import Decimal
from uuid import UUID

from http_transport import HttpClient
from pydantic import BaseModel, ConfigDict
from storage_contracts.reports import Violation

from quintet_cli.verification.paged_reading import Row, every, read

_APPROVED = "approved"
_TAKEN = frozenset({"charged", "partially_refunded", "refunded"})


class _Payment(Row):
    order_id: UUID
    status: str
    amount: Decimal
    refunded_amount: Decimal
    gateway: str
    gateway_reference: str | None


class _Charge(BaseModel):
    model_config = ConfigDict(extra="ignore")

    charge_id: str
    order_id: UUID
    amount: Decimal
    status: str


class _Refund(BaseModel):
    model_config = ConfigDict(extra="ignore")

    charge_id: str
    amount: Decimal
    status: str


class _Ledger(BaseModel):
    charges: list[_Charge]
    refunds: list[_Refund]


async def check_gateway(relational: HttpClient, gateway: HttpClient) -> list[Violation]:
    """Every approved charge is one payment of the same amount with the same refunds."""
    payments = {
        payment.order_id: payment
        async for payment in every(relational, "/payments", _Payment, "id")
        if payment.gateway == "sandbox"
    }
    ledger = _Ledger.model_validate_json(await read(gateway, "/ledger"))
    charges: defaultdict[UUID, list[_Charge]] = defaultdict(list)
    for charge in ledger.charges:
        if charge.status == _APPROVED:
            charges[charge.order_id].append(charge)
    refunds: defaultdict[str, Decimal] = defaultdict(Decimal)
    for refund in ledger.refunds:
        if refund.status == _APPROVED:
            refunds[refund.charge_id] += refund.amount
    violations: list[Violation] = []
    for order_id in charges.keys() | payments.keys():
        found = _compare(payments.get(order_id), charges[order_id], refunds)
        if found is not None:
            check, detail = found
            violations.append(Violation(check=check, row=f"order/{order_id}", detail=detail))
    return violations


def _compare(
    payment: _Payment | None, charges: list[_Charge], refunds: dict[str, Decimal]
) -> tuple[str, str] | None:
    if len(charges) > 1:
        return "charged_twice", f"{len(charges)} approved charges"
    charge = charges[0] if charges else None
    if payment is None or payment.status not in _TAKEN:
        if charge is None:
            return None
        return "charge_without_payment", f"{charge.charge_id} of {charge.amount}"
    if charge is None:
        return "payment_without_charge", f"payment is {payment.status}"
    return _compare_amounts(payment, charge, refunds.get(charge.charge_id, Decimal(0)))


def _compare_amounts(
    payment: _Payment, charge: _Charge, refunded: Decimal
) -> tuple[str, str] | None:
    if payment.amount != charge.amount or payment.gateway_reference != charge.charge_id:
        return "payment_differs_from_charge", f"{payment.amount} here, {charge.amount} there"
    if payment.refunded_amount != refunded:
        return "refunds_differ", f"{payment.refunded_amount} here, {refunded} there"
    return None
