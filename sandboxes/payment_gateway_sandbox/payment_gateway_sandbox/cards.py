"""The behaviour of each test card: the payment method of an order names one."""

from dataclasses import dataclass

from payment_gateway_sandbox.charges import ChargeStatus


@dataclass(frozen=True, slots=True)
class Card:
    """How a charge with this card goes.

    Attributes:
        first_status: The status that the charge gets at once.
        final_status: The status it gets later; None when the first one stays.
        stalls_first_answer: The money moves, but the first answer never arrives in time.
        callback_copies: How many times the outcome is posted to the callback address.
        voidable: Whether a pending charge can still be voided.
        reason: Why it is declined.
    """

    first_status: ChargeStatus
    final_status: ChargeStatus | None = None
    stalls_first_answer: bool = False
    callback_copies: int = 0
    voidable: bool = True
    reason: str | None = None


TEST_CARDS: dict[str, Card] = {
    "card_approve": Card("approved"),
    "card_decline": Card("declined", reason="insufficient_funds"),
    "card_timeout": Card("approved", stalls_first_answer=True),
    "card_late": Card("pending", final_status="approved", callback_copies=1),
    "card_late_decline": Card("pending", final_status="declined", callback_copies=1),
    "card_late_unvoidable": Card(
        "pending", final_status="approved", callback_copies=1, voidable=False
    ),
    "card_duplicate": Card("approved", callback_copies=2),
}

UNKNOWN_CARD = Card("declined", reason="unknown_payment_method")
