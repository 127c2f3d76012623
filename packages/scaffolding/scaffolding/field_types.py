"""What a field of an entity can hold, and how each layer writes that."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

__all__ = ["FIELD_TYPES", "FieldType"]


@dataclass(frozen=True, kw_only=True)
class FieldType:
    """One type of fields. Texts hold `{field}`, its name, and `{words}`, its name in words.

    Attributes:
        meaning: What such a field says, for docstrings.
        domain_type: Annotation in the domain.
        published_type: Annotation in the published event.
        row_type: Annotation in the row on the wire.
        body_type: Annotation in the body of a request.
        column_type: Type of the column.
        migration_type: The same in a migration.
        check: Expression that checks a value; empty when every value of the type will do.
        values: Two values as Python of the domain, as Python of the row and as JSON in Python.
        wrong_python: What the domain refuses, as Python; empty when it takes all of the type.
        wrong_json: What the API refuses, as JSON in Python.
    """

    meaning: str
    domain_type: str
    published_type: str
    row_type: str
    body_type: str
    column_type: str
    migration_type: str
    check: str = ""
    values: tuple[tuple[str, str, str], tuple[str, str, str]]
    wrong_python: str = ""
    wrong_json: str


_LINE: Final = 'Annotated[str, Field(min_length=1, max_length=255, examples=["{article} {words}"])]'
_WHOLE: Final = "Annotated[int, Field(strict=True, ge=-2147483647, le=2147483647, examples=[3])]"
_ID: Final = "1f0c7a52-0000-6d10-b1a9-0242ac120008"
_OTHER_ID: Final = "1f0c7a52-0000-6d10-b1a9-0242ac120009"


def _same(first: str, second: str) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    return (first, first, first), (second, second, second)


FIELD_TYPES: Final[Mapping[str, FieldType]] = {
    "text": FieldType(
        meaning="one line, at most 255 characters",
        domain_type="str",
        published_type="Text",
        row_type=_LINE,
        body_type=_LINE,
        column_type="String(255)",
        migration_type="sa.String(length=255)",
        check='checked_text("{field}", {field}, longest=LONGEST_TEXT)',
        values=_same('"{Article} {words}"', '"another {words}"'),
        wrong_python='" "',
        wrong_json='"x" * 256',
    ),
    "integer": FieldType(
        meaning="a whole number",
        domain_type="int",
        published_type="WholeNumber",
        row_type=_WHOLE,
        body_type=_WHOLE,
        column_type="Integer",
        migration_type="sa.Integer()",
        check='checked_whole_number("{field}", {field})',
        values=_same("3", "4"),
        wrong_python="2_147_483_648",
        wrong_json="2_147_483_648",
    ),
    "decimal": FieldType(
        meaning="an exact number, at most four decimals",
        domain_type="Decimal",
        published_type="Amount",
        row_type="UnitPrice",
        body_type="Price",
        column_type="UNIT_PRICE",
        migration_type="sa.Numeric(precision=14, scale=4)",
        check='checked_exact_number("{field}", {field})',
        values=(
            ('Decimal("12.5000")', 'Decimal("12.5000")', '"12.5000"'),
            ('Decimal("0.2500")', 'Decimal("0.2500")', '"0.2500"'),
        ),
        wrong_python='Decimal("0.00001")',
        wrong_json='"0.00001"',
    ),
    "boolean": FieldType(
        meaning="yes or no",
        domain_type="bool",
        published_type="Flag",
        row_type="Flag",
        body_type="Annotated[bool, Field(strict=True)]",
        column_type="Boolean",
        migration_type="sa.Boolean()",
        values=_same("True", "False"),
        wrong_json='"perhaps"',
    ),
    "moment": FieldType(
        meaning="a point in time",
        domain_type="datetime",
        published_type="Moment",
        row_type="Moment",
        body_type="Instant",
        column_type="MOMENT",
        migration_type="sa.DateTime(timezone=True)",
        check='checked_moment("{field}", {field})',
        values=(
            (
                "datetime(2026, 1, 15, 10, 30, tzinfo=UTC)",
                "datetime(2026, 1, 15, 10, 30, tzinfo=UTC)",
                '"2026-01-15T10:30:00Z"',
            ),
            (
                "datetime(2026, 2, 1, 8, tzinfo=UTC)",
                "datetime(2026, 2, 1, 8, tzinfo=UTC)",
                '"2026-02-01T08:00:00Z"',
            ),
        ),
        wrong_python='datetime.fromisoformat("2026-01-15T10:30:00")',
        wrong_json='"2026-01-15T10:30:00"',
    ),
    "date": FieldType(
        meaning="a day",
        domain_type="date",
        published_type="Day",
        row_type="Day",
        body_type="Day",
        column_type="Date",
        migration_type="sa.Date()",
        values=(
            ("date(2026, 1, 15)", "date(2026, 1, 15)", '"2026-01-15"'),
            ("date(2026, 2, 1)", "date(2026, 2, 1)", '"2026-02-01"'),
        ),
        wrong_json='"2026-02-30"',
    ),
    "identifier": FieldType(
        meaning="the id of something else",
        domain_type="UUID",
        published_type="Identifier",
        row_type="UUID",
        body_type="UUID",
        column_type="Uuid",
        migration_type="sa.Uuid()",
        values=(
            (f'UUID("{_ID}")', f'UUID("{_ID}")', f'"{_ID}"'),
            (f'UUID("{_OTHER_ID}")', f'UUID("{_OTHER_ID}")', f'"{_OTHER_ID}"'),
        ),
        wrong_json='"nobody"',
    ),
    "choice": FieldType(
        meaning="one of a few words",
        domain_type="{enum}",
        published_type="{enum}",
        row_type="Literal[{literals}]",
        body_type="{enum}",
        column_type="String(64)",
        migration_type="sa.String(length=64)",
        values=(
            ("{enum}.{FIRST}", '"{first}"', '"{first}"'),
            ("{enum}.{SECOND}", '"{second}"', '"{second}"'),
        ),
        wrong_json='"something_else"',
    ),
}
"""Every type by the word that is typed for it."""
