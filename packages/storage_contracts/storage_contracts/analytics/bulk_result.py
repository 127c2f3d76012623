"""What a bulk insert did."""

from typing import Annotated

from pydantic import ConfigDict, Field

from storage_contracts.wire_model import WireModel


class BulkResult(WireModel):
    """How many records were new, and how many had been recorded before (or twice in the call)."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"inserted": 98, "duplicates": 2}]})

    inserted: Annotated[int, Field(ge=0)]
    duplicates: Annotated[int, Field(ge=0)]
