"""What staff's buttons send back."""

from typing import Annotated
from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

LONGEST_PERIOD = 365
MOST_PAGES = 80

type _Consumer = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]


class ShowStats(CallbackData, prefix="stats"):
    """The figures.

    Attributes:
        days: Of so many days, today included.
    """

    days: Annotated[int, Field(ge=1, le=LONGEST_PERIOD)]


class OpenDeadLetters(CallbackData, prefix="dl"):
    """Dead letters.

    Attributes:
        consumer: Whose; nothing for a count of everybody's.
    """

    consumer: _Consumer | None = None


class OpenDeadLetter(CallbackData, prefix="do"):
    """One dead letter.

    Attributes:
        consumer: Whose.
        letter_id: Which one.
    """

    consumer: _Consumer
    letter_id: str


class AskRedrive(CallbackData, prefix="da"):
    """Asks whether to send dead letters back to work.

    Attributes:
        consumer: Whose.
        letter_id: Which one; nothing for all of them.
    """

    consumer: _Consumer
    letter_id: str | None = None


class Redrive(CallbackData, prefix="dr"):
    """Yes, send it back to work.

    Attributes:
        consumer: Whose.
        letter_id: Which one.
    """

    consumer: _Consumer
    letter_id: Annotated[str, Field(min_length=1)]


class RedriveAll(CallbackData, prefix="dra"):
    """Yes, send all of them back to work.

    Attributes:
        consumer: Whose.
        asked_at: When somebody was asked, in seconds of the epoch: what comes later is not meant.
    """

    consumer: _Consumer
    asked_at: Annotated[int, Field(ge=0, lt=2**33)]


class OpenRefunds(CallbackData, prefix="refunds"):
    """A page of open refund requests.

    Attributes:
        page: From 0.
    """

    page: Annotated[int, Field(ge=0, lt=MOST_PAGES)] = 0


class OpenRefund(CallbackData, prefix="refund"):
    """One refund request.

    Attributes:
        request_id: Which one.
    """

    request_id: UUID


class ApproveRefund(CallbackData, prefix="pay_back"):
    """Yes, give the money back.

    Attributes:
        request_id: Which request.
    """

    request_id: UUID


class DeclineRefund(CallbackData, prefix="decline"):
    """No; asks for the reason.

    Attributes:
        request_id: Which request.
    """

    request_id: UUID
