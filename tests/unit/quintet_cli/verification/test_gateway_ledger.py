"""Our payments against the gateway's ledger, one order at a time."""

from decimal import Decimal
from uuid import UUID

import pytest
from quintet_cli.verification.gateway_ledger import _Charge, _compare, _Payment

_ORDER = UUID(int=1)
_CHARGE = _Charge(charge_id="charge_1", order_id=_ORDER, amount=Decimal("6.78"), status="approved")
_PAYMENT = _Payment(
    order_id=_ORDER,
    status="charged",
    amount=Decimal("6.78"),
    refunded_amount=Decimal(0),
    gateway="sandbox",
    gateway_reference="charge_1",
)
_FAILED = _PAYMENT.model_copy(update={"status": "failed", "gateway_reference": None})


@pytest.mark.parametrize(
    ("payment", "charges", "refunds"),
    [
        (_PAYMENT, [_CHARGE], {}),
        (None, [], {}),
        (_FAILED, [], {}),
        (
            _PAYMENT.model_copy(
                update={"status": "refunded", "refunded_amount": Decimal("6.7800")}
            ),
            [_CHARGE],
            {"charge_1": Decimal("6.78")},
        ),
    ],
)
def test_finds_nothing_when_both_tell_the_same(
    payment: _Payment | None, charges: list[_Charge], refunds: dict[str, Decimal]
) -> None:
    """Charged, not charged, failed, refunded."""
    assert _compare(payment, charges, refunds) is None


@pytest.mark.parametrize(
    ("payment", "charges", "refunds", "check"),
    [
        (_PAYMENT, [_CHARGE, _CHARGE], {}, "charged_twice"),
        (None, [_CHARGE], {}, "charge_without_payment"),
        (_FAILED, [_CHARGE], {}, "charge_without_payment"),
        (_PAYMENT, [], {}, "payment_without_charge"),
        (
            _PAYMENT.model_copy(update={"amount": Decimal("6.79")}),
            [_CHARGE],
            {},
            "payment_differs_from_charge",
        ),
        (
            _PAYMENT.model_copy(update={"gateway_reference": "charge_2"}),
            [_CHARGE],
            {},
            "payment_differs_from_charge",
        ),
        (_PAYMENT, [_CHARGE], {"charge_1": Decimal("0.01")}, "refunds_differ"),
    ],
)
def test_names_what_differs(
    payment: _Payment | None, charges: list[_Charge], refunds: dict[str, Decimal], check: str
) -> None:
    """Each kind of difference has a name of its own."""
    found = _compare(payment, charges, refunds)
    assert found is not None
    assert found[0] == check
