"""A problem document that a data service answered with."""

from http import HTTPStatus

from pydantic import BaseModel, ConfigDict, ValidationError
from storage_contracts.json_value import Json

__all__ = ["ProblemDocument", "ProblemReceived", "may_have_acted"]


class ProblemDocument(BaseModel):
    """The members of RFC 9457 that we use; further ones by code are in `model_extra`."""

    model_config = ConfigDict(extra="allow", frozen=True)

    code: str = "unknown"
    title: str = ""
    detail: str = ""

    def member(self, name: str) -> Json:
        """Return a further member, None when it is absent."""
        extra: dict[str, Json] = self.__pydantic_extra__ or {}
        return extra.get(name)


class ProblemReceived(Exception):
    """The data service refused a request, or failed.

    Attributes:
        status: HTTP status.
        document: The problem, an empty one when the body was no problem document.
    """

    def __init__(self, status: int, document: ProblemDocument) -> None:
        super().__init__(f"{status} {document.code}: {document.detail or document.title}")
        self.status = status
        self.document = document

    @classmethod
    def from_body(cls, status: int, body: bytes) -> "ProblemReceived":
        """Read a response body that may be anything."""
        try:
            return cls(status, ProblemDocument.model_validate_json(body))
        except ValidationError:
            return cls(status, ProblemDocument(detail=HTTPStatus(status).phrase))

    @property
    def code(self) -> str:
        """The stable code of the problem."""
        return self.document.code

    @property
    def is_passing(self) -> bool:
        """True when the service was in trouble, so that asking again may help."""
        return self.status >= HTTPStatus.INTERNAL_SERVER_ERROR or self.status in _PASSING

    @property
    def may_have_acted(self) -> bool:
        """True when a write that got this answer may have been done: it failed late."""
        return may_have_acted(self.status, self.code)


def may_have_acted(status: int, code: str) -> bool:
    """Tell whether a write that got this status and code may have been done."""
    return status >= HTTPStatus.INTERNAL_SERVER_ERROR and code not in _NOT_DONE


_NOT_DONE = frozenset({"storage_busy", "storage_timeout"})
"""Codes that say that nothing was written, and nothing will be."""
_PASSING = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})
