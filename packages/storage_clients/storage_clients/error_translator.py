"""One place where the data services' problems become errors of the application.

version_conflict        VersionConflict
guard_failed            GuardFailed
insufficient_stock      InsufficientStock
idempotency_conflict    IdempotencyConflict
idempotency_in_flight   IdempotencyInFlight
unique_violation        NotUnique
not_found               NotFound
5xx, 408, 429           StorageUnavailable
no answer               StorageUnavailable
anything else           RequestRefused: our own mistake
"""

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from business_hexagon.application.errors import (
    ApplicationError,
    GuardFailed,
    IdempotencyConflict,
    IdempotencyInFlight,
    InsufficientStock,
    NotFound,
    NotUnique,
    Shortage,
    StorageUnavailable,
    VersionConflict,
)
from http_transport import TransportError
from storage_contracts.json_value import Json, JsonObject

from storage_clients.problem_received import ProblemDocument, ProblemReceived
from storage_clients.refusal import RequestRefused

__all__ = ["TRANSLATED_CODES", "translated"]


def translated(
    error: ProblemReceived | TransportError,
    service: str,
    *,
    stream: str = "",
    key: str = "",
) -> ApplicationError | RequestRefused:
    """Return the application's word for what went wrong.

    Args:
        error: What the transport or the data service said.
        service: Name of the data service.
        stream: The aggregate that was asked for or written, for errors that name one.
        key: The idempotency key that was sent.
    """
    if isinstance(error, TransportError):
        return StorageUnavailable(service, f"{type(error).__name__}: {error}")
    if error.is_passing:
        return StorageUnavailable(service, str(error))
    translate = _TRANSLATIONS.get(error.code)
    if translate is None:
        return RequestRefused(error)
    return translate(error.document, stream, key)


def _version_conflict(document: ProblemDocument, stream: str, _key: str) -> ApplicationError:
    current = document.member("current_version")
    return VersionConflict(
        _text(document.member("stream")) or stream, current if isinstance(current, int) else None
    )


def _guard_failed(document: ProblemDocument, _stream: str, _key: str) -> ApplicationError:
    return GuardFailed(tuple(UUID(_text(row["product_id"])) for row in _objects(document, "rows")))


def _insufficient_stock(document: ProblemDocument, _stream: str, _key: str) -> ApplicationError:
    return InsufficientStock(
        tuple(
            Shortage(
                UUID(_text(row["product_id"])),
                int(_text(row["requested"])),
                int(_text(row["available"])),
            )
            for row in _objects(document, "shortages")
        )
    )


def _idempotency_conflict(_document: ProblemDocument, _stream: str, key: str) -> ApplicationError:
    return IdempotencyConflict(key)


def _idempotency_in_flight(_document: ProblemDocument, _stream: str, key: str) -> ApplicationError:
    return IdempotencyInFlight(key)


def _unique_violation(document: ProblemDocument, _stream: str, _key: str) -> ApplicationError:
    return NotUnique(_text(document.member("field")))


def _not_found(document: ProblemDocument, stream: str, _key: str) -> ApplicationError:
    kind, _, identity = stream.partition("/")
    return NotFound(
        _text(document.member("resource")) or kind, _text(document.member("id")) or identity
    )


_TRANSLATIONS: Final[Mapping[str, Callable[[ProblemDocument, str, str], ApplicationError]]] = {
    "version_conflict": _version_conflict,
    "guard_failed": _guard_failed,
    "insufficient_stock": _insufficient_stock,
    "idempotency_conflict": _idempotency_conflict,
    "idempotency_in_flight": _idempotency_in_flight,
    "unique_violation": _unique_violation,
    "not_found": _not_found,
}
TRANSLATED_CODES: Final = frozenset(_TRANSLATIONS)


def _text(value: Json) -> str:
    return "" if value is None else str(value)


def _objects(document: ProblemDocument, name: str) -> list[JsonObject]:
    value = document.member(name)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
