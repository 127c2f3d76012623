"""Query parameters of the reports about orders."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from storage_contracts.analytics.analytics_event import Channel, Country
from storage_contracts.wire_model import Currency, Day

from db_mongo_service.infrastructure.pipelines.order_filter import OrderFilter


def require_order[T: date](last: T | None, first: T | None) -> T | None:
    """Return `last`.

    Raises:
        PydanticCustomError: It lies before `first`.
    """
    if last is not None and first is not None and last < first:
        raise PydanticCustomError("out_of_range", "must not be before from")
    return last


class OrderFilterParameters(BaseModel):
    """Which orders count; all of them when nothing is given."""

    model_config = ConfigDict(extra="forbid")

    first_day: Annotated[
        Day | None,
        Field(alias="from", description="First business day.", examples=["2026-01-01"]),
    ] = None
    last_day: Annotated[
        Day | None,
        Field(alias="to", description="Last business day, included.", examples=["2026-01-31"]),
    ] = None
    country: Annotated[Country | None, Field(description="Country of the address.")] = None
    currency: Currency | None = None
    channel: Channel | None = None

    @field_validator("last_day")
    @classmethod
    def _in_order(cls, last_day: date | None, info: ValidationInfo[object]) -> date | None:
        return require_order(last_day, info.data.get("first_day"))

    def as_filter(self) -> OrderFilter:
        """Return the filter that the reports take."""
        return OrderFilter(
            first_day=self.first_day,
            last_day=self.last_day,
            country=self.country,
            currency=self.currency,
            channel=self.channel,
        )
