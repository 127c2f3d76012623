"""Which orders a report looks at."""

from dataclasses import dataclass
from datetime import date

from db_mongo_service.infrastructure.bson_types import Document
from db_mongo_service.infrastructure.collections.order_facts import COMPLETED
from db_mongo_service.infrastructure.documents import midnight


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFilter:
    """Orders by their business day and attributes; None asks for all.

    Attributes:
        first_day: First business day, included.
        last_day: Last business day, included.
        country: ISO 3166-1 alpha-2 code of the shipping address.
        currency: ISO 4217 code.
        channel: Sales channel.
    """

    first_day: date | None = None
    last_day: date | None = None
    country: str | None = None
    currency: str | None = None
    channel: str | None = None

    def match(self) -> Document:
        """Return the condition on order facts."""
        # Always bounded below: without a bound on its first field an index is not considered.
        days: Document = {"$gte": midnight(self.first_day or date.min)}
        if self.last_day is not None:
            days["$lte"] = midnight(self.last_day)
        attributes = {
            "country": self.country,
            "currency": self.currency,
            "channel": self.channel,
        }
        condition: Document = {name: value for name, value in attributes.items() if value}
        condition["business_date"] = days
        return condition

    def match_completed(self) -> Document:
        """Return the condition on facts of completed orders, which are the sales."""
        return {**COMPLETED, **self.match()}
