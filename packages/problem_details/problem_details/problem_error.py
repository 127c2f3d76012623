"""The exception an interface layer raises to answer with a problem document."""

from collections.abc import Mapping, Sequence

from problem_details.problem import FieldProblem

__all__ = ["Json", "ProblemError"]

type Json = bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None


class ProblemError(Exception):
    """Ends the request with a problem document.

    Only interface layers raise it; domain errors carry no HTTP status and are mapped to this.

    Args:
        status: HTTP status, 400 to 599.
        code: Stable snake_case name, for example `version_conflict`.
        detail: One sentence for a person about this occurrence; must hold no secret.
        extensions: Further members of the document, for example `{"current_version": 7}`.
        headers: Further response headers, for example `{"Retry-After": "1"}`.
        errors: What is wrong with which field.
    """

    def __init__(
        self,
        status: int,
        code: str,
        detail: str = "",
        *,
        extensions: Mapping[str, Json] | None = None,
        headers: Mapping[str, str] | None = None,
        errors: Sequence[FieldProblem] = (),
    ) -> None:
        super().__init__(f"{status} {code}: {detail}")
        self.status = status
        self.code = code
        self.detail = detail
        self.extensions = dict(extensions or {})
        self.headers = dict(headers or {})
        self.errors = tuple(errors)
