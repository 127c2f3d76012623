"""ETag, If-None-Match and If-Match: versions as HTTP speaks of them."""

import re
from typing import Final

from problem_details.problem_error import ProblemError
from service_runtime.lean_input import header_value
from starlette.requests import Request

from api_service.interface.http.idempotency import IDEMPOTENCY_KEY

REPEATABLE_CHANGE: Final[dict[str, object]] = {
    "parameters": [
        IDEMPOTENCY_KEY,
        {
            "name": "If-Match",
            "in": "header",
            "required": True,
            "description": "The ETag of the version that you have read.",
            "schema": {"type": "string"},
            "example": '"1"',
        },
    ]
}
"""`openapi_extra` of the operations that change the version that was read and no other."""

_ETAG: Final = re.compile(r'(?:W/)?"(\d{1,18})"')


def etag(version: int) -> str:
    """The ETag of a version."""
    return f'"{version}"'


def is_known(request: Request, version: int | None) -> bool:
    """Whether the client already has this version (If-None-Match), so that 304 will do."""
    header = header_value(request, b"if-none-match")
    if header is None or version is None:
        return False
    known = header.decode("latin-1")
    return known.strip() == "*" or any(
        match.group(1) == str(version) for match in _ETAG.finditer(known)
    )


def expected_version(request: Request) -> int:
    """The version that the client has read, from If-Match.

    Raises:
        ProblemError: 428 without the header, 412 when it names no version of ours.
    """
    wanted = request.headers.get("if-match")
    if wanted is None:
        raise ProblemError(
            428,
            "precondition_required",
            "Send If-Match with the ETag of the version that you have read.",
        )
    match = _ETAG.fullmatch(wanted.strip())
    if match is None:
        raise ProblemError(412, "precondition_failed", "If-Match holds no ETag of this resource.")
    return int(match.group(1))
