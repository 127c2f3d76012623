"""Query parameters of the reports about a span of time."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from storage_contracts.wire_model import Moment

from db_mongo_service.interface.http.order_filter_parameters import require_order


class MomentRangeParameters(BaseModel):
    """From a moment (included) to a moment (excluded)."""

    model_config = ConfigDict(extra="forbid")

    since: Annotated[
        Moment | None,
        Field(alias="from", description="First moment.", examples=["2026-01-15T00:00:00Z"]),
    ] = None
    until: Annotated[
        Moment | None,
        Field(
            alias="to",
            description="Last moment, excluded.",
            examples=["2026-01-16T00:00:00Z"],
        ),
    ] = None

    @field_validator("until")
    @classmethod
    def _in_order(cls, until: datetime | None, info: ValidationInfo[object]) -> datetime | None:
        return require_order(until, info.data.get("since"))
