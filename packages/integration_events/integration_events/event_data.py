"""What the data of every event has in common."""

from pydantic import BaseModel, ConfigDict


class EventData(BaseModel):
    """The data of one event type: immutable, and without room for a misspelt field.

    Filled from JSON, or from a domain event whose attributes have the same names:
    `OrderConfirmed.model_validate(domain_event)`.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, from_attributes=True, allow_inf_nan=False
    )
