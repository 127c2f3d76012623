"""The sandbox's memory: an append-only file of decisions, replayed at start.

Each line is one decision as JSON. A line is written before its answer is sent, so a killed
sandbox never forgets money that it has reported. A torn last line (killed while writing) is
dropped at start: nobody was told of it. Lines reach the operating system, not the disk: this
sandbox survives its own death, not the machine's.
"""

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, TextIO

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from payment_gateway_sandbox.charges import Callback, Charge, LedgerView, Refund


class ChargeDecided(BaseModel):
    """A charge was made, resolved or voided."""

    kind: Literal["charge"] = "charge"
    charge: Charge


class RefundDecided(BaseModel):
    """A refund was made or declined."""

    kind: Literal["refund"] = "refund"
    refund: Refund


class KeyVoided(BaseModel):
    """A key was voided before any charge came with it."""

    kind: Literal["void"] = "void"
    idempotency_key: str


class CallbackOwed(BaseModel):
    """A callback must be delivered."""

    kind: Literal["callback_owed"] = "callback_owed"
    callback: Callback


class CallbackDelivered(BaseModel):
    """A callback was acknowledged by its receiver."""

    kind: Literal["callback_delivered"] = "callback_delivered"
    event_id: str


type Decision = Annotated[
    ChargeDecided | RefundDecided | KeyVoided | CallbackOwed | CallbackDelivered,
    Field(discriminator="kind"),
]
_DECISION: TypeAdapter[Decision] = TypeAdapter(Decision)


class Ledger:
    """Charges and refunds by key, and the callbacks that are still owed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: TextIO | None = None
        self.charges: dict[str, Charge] = {}
        self._keys: dict[str, str] = {}
        self.refunds: dict[str, Refund] = {}
        self._refunded: dict[str, Decimal] = {}
        self.voided_keys: set[str] = set()
        self.owed_callbacks: dict[str, Callback] = {}

    def open(self) -> None:
        """Replays the file and opens it for appending.

        Raises:
            ValueError: A line other than a torn last one is no decision; nothing is changed.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        whole = 0
        if self._path.exists():
            for number, line in enumerate(self._path.read_bytes().splitlines(keepends=True), 1):
                if not line.endswith(b"\n"):
                    break
                try:
                    decision = _DECISION.validate_json(line)
                except ValidationError as error:
                    raise ValueError(f"{self._path}, line {number} is no decision") from error
                self._apply(decision)
                whole += len(line)
            with self._path.open("r+b") as file:
                file.truncate(whole)
        self._file = self._path.open("a", encoding="utf_8")

    def close(self) -> None:
        """Closes the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def record(self, decision: Decision) -> None:
        """Writes a decision to the file, then makes it true in memory."""
        if self._file is None:
            raise RuntimeError("The ledger is not open.")
        self._file.write(_DECISION.dump_json(decision).decode() + "\n")
        self._file.flush()
        self._apply(decision)

    def charge_by_id(self, charge_id: str) -> Charge | None:
        """The charge with this id, if there is one."""
        key = self._keys.get(charge_id)
        return None if key is None else self.charges[key]

    def refunded(self, charge_id: str) -> Decimal:
        """How much of a charge was given back."""
        return self._refunded.get(charge_id, Decimal(0))

    def view(self) -> LedgerView:
        """All charges and refunds."""
        return LedgerView(charges=list(self.charges.values()), refunds=list(self.refunds.values()))

    def _apply(self, decision: Decision) -> None:
        match decision:
            case ChargeDecided(charge=charge):
                self.charges[charge.idempotency_key] = charge
                self._keys[charge.charge_id] = charge.idempotency_key
            case RefundDecided(refund=refund):
                self.refunds[refund.idempotency_key] = refund
                if refund.status == "approved":
                    self._refunded[refund.charge_id] = (
                        self.refunded(refund.charge_id) + refund.amount
                    )
            case KeyVoided(idempotency_key=key):
                self.voided_keys.add(key)
            case CallbackOwed(callback=callback):
                self.owed_callbacks[str(callback.event_id)] = callback
            case CallbackDelivered(event_id=event_id):
                self.owed_callbacks.pop(event_id, None)
