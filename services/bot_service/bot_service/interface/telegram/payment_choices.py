"""How one may pay."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaymentChoice:
    """One way to pay.

    Attributes:
        label: What people read.
        method: The gateway's word for it.
    """

    label: str
    method: str


@dataclass(frozen=True, slots=True)
class PaymentChoices:
    """All ways to pay, in the order in which they are offered."""

    choices: tuple[PaymentChoice, ...]
