"""What is answered when the answer must not tell anything."""

from typing import Literal

from pydantic import BaseModel
from service_runtime.lean_route import JsonBytes
from starlette.responses import Response


class Accepted(BaseModel):
    """The same for everybody: what happened, if anything, only the mailbox tells."""

    status: Literal["accepted"] = "accepted"


_BODY = Accepted().model_dump_json().encode()


def accepted_silently(status: int = 202) -> Response:
    """The answer, always alike."""
    return JsonBytes(_BODY, status)


def done() -> Response:
    """204."""
    return Response(status_code=204)
