"""Translate Pydantic's validation errors into field problems with codes of our own.

Pydantic's error types are many and may change with its version; clients get a few stable codes.
Types not in the table pass through: they come from `PydanticCustomError`, whose name we chose.
Input values are never repeated, because they may be secrets.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from problem_details.problem import FieldProblem

__all__ = ["MALFORMED_JSON", "field_problems"]

MALFORMED_JSON: Final = "json_invalid"
_MAX_PROBLEMS = 100
_MAX_SEGMENT = 80
_VALUE_ERROR_PREFIX = "Value error, "

_CODES: Final[Mapping[str, str]] = {
    "missing": "required",
    "missing_argument": "required",
    "extra_forbidden": "unknown_field",
    "greater_than": "out_of_range",
    "greater_than_equal": "out_of_range",
    "less_than": "out_of_range",
    "less_than_equal": "out_of_range",
    "finite_number": "out_of_range",
    "multiple_of": "out_of_range",
    "decimal_max_digits": "too_many_digits",
    "decimal_max_places": "too_many_digits",
    "decimal_whole_digits": "too_many_digits",
    "string_too_long": "too_long",
    "bytes_too_long": "too_long",
    "too_long": "too_long",
    "string_too_short": "too_short",
    "bytes_too_short": "too_short",
    "too_short": "too_short",
    "enum": "not_allowed",
    "literal_error": "not_allowed",
    "union_tag_invalid": "not_allowed",
    "union_tag_not_found": "required",
    "none_required": "not_allowed",
    "string_pattern_mismatch": "wrong_format",
    "string_unicode": "wrong_format",
    "value_error": "invalid",
    "assertion_error": "invalid",
    "timezone_aware": "wrong_format",
    "timezone_naive": "wrong_format",
    "timezone_offset": "wrong_format",
    "recursion_loop": "invalid",
    "model_attributes_type": "wrong_type",
    "is_instance_of": "wrong_type",
    "frozen_field": "not_allowed",
}
_SUFFIX_CODES: Final = (
    ("_parsing", "wrong_type"),
    ("_parsing_size", "out_of_range"),
    ("_type", "wrong_type"),
    ("_from_float", "wrong_type"),
    ("_version", "wrong_format"),
    ("_inexact", "wrong_type"),
)


def _code(kind: str) -> str:
    known = _CODES.get(kind)
    if known is not None:
        return known
    for suffix, code in _SUFFIX_CODES:
        if kind.endswith(suffix):
            return code
    return kind


def _path(location: Sequence[object]) -> str:
    segments = [str(part)[:_MAX_SEGMENT] for part in location]
    if segments and segments[0] == "body":
        segments = segments[1:]
    return ".".join(segments)


def field_problems(errors: Sequence[Mapping[str, object]]) -> list[FieldProblem]:
    """Return one field problem per validation error, at most the first hundred.

    Args:
        errors: As given by `ValidationError.errors()` or `RequestValidationError.errors()`.
    """
    problems = []
    for error in errors[:_MAX_PROBLEMS]:
        location = error.get("loc", ())
        problems.append(
            FieldProblem(
                path=_path(location if isinstance(location, tuple | list) else ()),
                message=str(error.get("msg", "")).removeprefix(_VALUE_ERROR_PREFIX),
                code=_code(str(error.get("type", "invalid"))),
            )
        )
    return problems
