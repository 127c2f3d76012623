"""What a wire schema says is what it takes: no number for a date, no 1 for true."""

import json

import pytest
from pydantic import TypeAdapter, ValidationError
from storage_contracts.atomic_write import AtomicWrite
from storage_contracts.outbox import OutboxClaim, OutboxPublication
from storage_contracts.stock_operations import StockOperation
from storage_contracts.wire_model import Day, Flag, Moment, Version, WholeNumber

_MOMENT: TypeAdapter[object] = TypeAdapter(Moment)
_DAY: TypeAdapter[object] = TypeAdapter(Day)
_FLAG: TypeAdapter[object] = TypeAdapter(Flag)
_NUMBER: TypeAdapter[object] = TypeAdapter(WholeNumber)
_VERSION: TypeAdapter[object] = TypeAdapter(Version)


@pytest.mark.parametrize(
    ("adapter", "text"),
    [
        (_MOMENT, "0"),
        (_MOMENT, "0.5"),
        (_MOMENT, '"0"'),
        (_MOMENT, '"1654646400"'),
        (_MOMENT, '"-12-01"'),
        (_MOMENT, "true"),
        (_MOMENT, '"2026-01-15T10:30:00"'),
        (_DAY, "0"),
        (_DAY, '"0"'),
        (_FLAG, "1"),
        (_FLAG, '"yes"'),
        (_NUMBER, "true"),
        (_NUMBER, '"1"'),
        (_NUMBER, "1.5"),
        (_NUMBER, str(1 << 53)),
        (_VERSION, str(1 << 31)),
        (_VERSION, "0"),
    ],
)
def test_other_spellings_are_refused(adapter: TypeAdapter[object], text: str) -> None:
    """In JSON, and as a parser would hand it over."""
    with pytest.raises(ValidationError):
        adapter.validate_json(text)
    with pytest.raises(ValidationError):
        adapter.validate_python(json.loads(text))


def test_what_is_written_out_is_taken() -> None:
    """With any offset."""
    for text in ("2026-01-15T10:30:00Z", "2026-01-15 10:30:00.123456+05:30"):
        assert _MOMENT.validate_json(f'"{text}"') == _MOMENT.validate_python(text)
    assert str(_DAY.validate_python("2026-01-15")) == "2026-01-15"
    assert OutboxClaim.model_validate_json('{"wait_seconds": 0}').wait_seconds == 0
    assert OutboxPublication.model_validate_json('{"token": 1}').released == []


def test_the_field_that_tells_the_kind_is_required_in_the_schema() -> None:
    """Without it nobody knows which of a union is meant."""
    schema = TypeAdapter[StockOperation](StockOperation).json_schema()
    kinds = [each for each in schema["$defs"].values() if "kind" in each["properties"]]
    assert len(kinds) == 6
    assert all("kind" in each["required"] for each in kinds)
    rows = AtomicWrite.model_json_schema()["$defs"]
    assert "resource" in rows["OrderWrite"]["required"]
