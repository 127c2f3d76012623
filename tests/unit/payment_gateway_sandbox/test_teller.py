"""Test cards, keys, voids and refunds; their outcomes are in the gateways' contract too."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from payment_gateway_sandbox.charges import RefundRequest
from payment_gateway_sandbox.teller import KeyReusedError

from tests.unit.payment_gateway_sandbox.sandbox import Receiver, Sandbox, a_charge, sandbox


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the ledger is kept."""
    return tmp_path / "ledger.jsonl"


@pytest.fixture
async def box(file: Path) -> AsyncIterator[Sandbox]:
    """A sandbox that decides late cards at once."""
    async with sandbox(file) as box:
        yield box


@pytest.mark.parametrize(
    "changes", [{"amount": "6.79"}, {"currency": "EUR"}, {"payment_method": "card_decline"}]
)
async def test_a_key_is_good_for_one_request(box: Sandbox, changes: dict[str, str]) -> None:
    """Another request under the same key is refused, and no money moves."""
    await box.teller.charge(a_charge(key="charge_1"))
    with pytest.raises(KeyReusedError):
        await box.teller.charge(a_charge(key="charge_1", **changes))
    assert len(box.ledger.charges) == 1


async def test_a_refund_key_is_good_for_one_refund(box: Sandbox) -> None:
    """Likewise."""
    charge = await box.teller.charge(a_charge())
    fields = {"idempotency_key": "refund_1", "charge_id": charge.charge_id, "amount": "1"}
    box.teller.refund(RefundRequest.model_validate(fields))
    with pytest.raises(KeyReusedError):
        box.teller.refund(RefundRequest.model_validate(fields | {"amount": "2"}))


@pytest.mark.parametrize(
    ("card", "status", "copies"),
    [
        ("card_late", "approved", 1),
        ("card_late_decline", "declined", 1),
        ("card_late_unvoidable", "approved", 1),
        ("card_duplicate", "approved", 2),
    ],
)
async def test_posts_outcomes_signed_and_as_often_as_the_card_says(
    box: Sandbox, card: str, status: str, copies: int
) -> None:
    """The copies are one event."""
    charge = await box.teller.charge(a_charge(card, key="charge_1"))
    await box.receiver.has(copies)
    assert [body["status"] for body in box.receiver.bodies] == [status] * copies
    assert {body["charge_id"] for body in box.receiver.bodies} == {charge.charge_id}
    assert len({body["event_id"] for body in box.receiver.bodies}) == 1
    assert box.ledger.charges["charge_1"].status == status


async def test_repeats_a_callback_until_it_is_acknowledged(file: Path) -> None:
    """And then owes nothing more."""
    receiver = Receiver(refusals=3)
    async with sandbox(file, receiver=receiver) as box:
        await box.teller.charge(a_charge("card_late"))
        await receiver.has(4)
    async with sandbox(file) as box:
        assert box.ledger.owed_callbacks == {}


async def test_delivers_after_a_restart_what_it_owed_before(file: Path) -> None:
    """A callback that nobody has acknowledged survives the sandbox."""
    refusing = Receiver(refusals=1_000_000)
    async with sandbox(file, receiver=refusing) as box:
        await box.teller.charge(a_charge("card_duplicate"))
        await refusing.has(1)
    async with sandbox(file) as box:
        await box.receiver.has(2)
        assert box.receiver.bodies[0] == refusing.bodies[0]


async def test_decides_after_a_restart_what_was_pending_before(file: Path) -> None:
    """A late card is late, not lost."""
    async with sandbox(file, late_seconds=3600) as box:
        await box.teller.charge(a_charge("card_late", key="charge_1"))
        assert box.ledger.charges["charge_1"].status == "pending"
    async with sandbox(file) as box:
        await box.receiver.has(1)
        assert box.ledger.charges["charge_1"].status == "approved"


async def test_a_voided_charge_is_never_decided(file: Path) -> None:
    """Neither now nor after a restart; no callback tells of it."""
    async with sandbox(file, late_seconds=3600) as box:
        await box.teller.charge(a_charge("card_late", key="charge_1"))
        assert box.teller.void("charge_1").status == "voided"
    async with sandbox(file) as box:
        assert box.ledger.charges["charge_1"].status == "voided"
        assert box.ledger.owed_callbacks == {}
