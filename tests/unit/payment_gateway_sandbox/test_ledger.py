"""The ledger forgets nothing that it has told anybody."""

# ruff: noqa: ASYNC240  a small file blocks nobody
from pathlib import Path

import pytest
from payment_gateway_sandbox.charges import RefundRequest
from payment_gateway_sandbox.ledger import KeyVoided, Ledger

from tests.unit.payment_gateway_sandbox.sandbox import a_charge, sandbox


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the ledger is kept; its folder does not exist yet."""
    return tmp_path / "data" / "ledger.jsonl"


async def fill(file: Path) -> Ledger:
    """Charge, refund and void."""
    async with sandbox(file) as box:
        charge = await box.teller.charge(a_charge(key="charge_1"))
        await box.teller.charge(a_charge("card_decline", key="charge_2"))
        refund = {"idempotency_key": "refund_1", "charge_id": charge.charge_id, "amount": "3.39"}
        box.teller.refund(RefundRequest.model_validate(refund))
        box.teller.void("charge_3")
        return box.ledger


async def test_knows_everything_after_a_restart(file: Path) -> None:
    """Charges, refunds with their sums, and voided keys."""
    before = await fill(file)
    async with sandbox(file) as box:
        assert box.ledger.view() == before.view()
        assert box.ledger.voided_keys == {"charge_3"}
        charge_id = box.ledger.charges["charge_1"].charge_id
        assert box.ledger.refunded(charge_id) == before.refunded(charge_id) > 0
        assert (await box.teller.charge(a_charge(key="charge_1"))).charge_id == charge_id


@pytest.mark.parametrize("torn", [1, 10, 60])
async def test_drops_a_torn_last_line(file: Path, torn: int) -> None:
    """It was never answered; what follows stands on a line of its own."""
    await fill(file)
    whole = file.read_bytes()
    file.write_bytes(whole + whole.splitlines(keepends=True)[0][:torn])
    async with sandbox(file) as box:
        assert file.read_bytes() == whole
        await box.teller.charge(a_charge(key="charge_4"))
    async with sandbox(file) as box:
        assert set(box.ledger.charges) == {"charge_1", "charge_2", "charge_4"}


async def test_drops_a_last_line_that_lacks_only_its_end(file: Path) -> None:
    """The next line would be written behind it, and both would be lost."""
    await fill(file)
    whole = file.read_bytes()
    file.write_bytes(whole + whole.splitlines()[0].replace(b"charge_1", b"charge_9"))
    async with sandbox(file) as box:
        assert "charge_9" not in box.ledger.charges
        await box.teller.charge(a_charge(key="charge_4"))
    async with sandbox(file) as box:
        assert set(box.ledger.charges) == {"charge_1", "charge_2", "charge_4"}


async def test_refuses_a_file_that_was_damaged_in_its_middle(file: Path) -> None:
    """What follows the damage is money: nothing is thrown away by itself."""
    await fill(file)
    lines = file.read_bytes().splitlines(keepends=True)
    damaged = b"".join([lines[0], b'{"kind":\n', *lines[1:]])
    file.write_bytes(damaged)
    with pytest.raises(ValueError, match="line 2"):
        Ledger(file).open()
    assert file.read_bytes() == damaged


def test_writes_nothing_while_it_is_closed(file: Path) -> None:
    """A decision that cannot be kept must not be made."""
    with pytest.raises(RuntimeError):
        Ledger(file).record(KeyVoided(idempotency_key="charge_1"))
