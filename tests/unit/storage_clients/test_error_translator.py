"""The one place where problems of the data services become errors of the application."""

import inspect
from uuid import UUID

import http_transport
import pytest
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
from db_postgres_service.infrastructure import errors as storage_errors
from db_postgres_service.interface.http.storage_problems import problem_of
from http_transport import TransportError
from problem_details import ProblemError, error_response
from storage_clients import RequestRefused
from storage_clients.error_translator import TRANSLATED_CODES, translated
from storage_clients.problem_received import ProblemReceived

PRODUCT = UUID("1f0c7a52-3333-6d10-b1a9-0242ac120002")


def received(problem: ProblemError) -> ProblemReceived:
    """The problem after its way over the wire."""
    response = error_response(problem, "/atomic_writes")
    return ProblemReceived.from_body(response.status_code, bytes(response.body))


STORAGE_ERRORS: list[tuple[storage_errors.StorageError, ApplicationError | None]] = [
    (storage_errors.RowNotFoundError("orders", "7"), NotFound("orders", "7")),
    (storage_errors.VersionConflictError("order", "7", 4), VersionConflict("order/7", 4)),
    (
        storage_errors.VersionConflictError("event_stream", "", -1),
        VersionConflict("order/7", None),
    ),
    (
        storage_errors.GuardFailedError(
            [storage_errors.BrokenGuard(PRODUCT, 1, 2, is_active=True)]
        ),
        GuardFailed((PRODUCT,)),
    ),
    (
        storage_errors.InsufficientStockError([storage_errors.Shortage(PRODUCT, 5, 3)]),
        InsufficientStock((Shortage(PRODUCT, 5, 3),)),
    ),
    (storage_errors.IdempotencyConflictError("scope", "key"), IdempotencyConflict("key")),
    (storage_errors.IdempotencyInFlightError(), IdempotencyInFlight("key")),
    (storage_errors.UniqueViolationError("users_lower_email_key", "email"), NotUnique("email")),
    (storage_errors.WriteRejectedError("some_rule"), None),
    (storage_errors.InvalidValueError("out of range"), None),
    (storage_errors.InvalidQueryError("cursor", "cursor_invalid", "no cursor of ours"), None),
    (storage_errors.StorageBusyError(), StorageUnavailable("db", "")),
    (storage_errors.StorageTimeoutError(), StorageUnavailable("db", "")),
    (storage_errors.StorageUnavailableError(), StorageUnavailable("db", "")),
    (storage_errors.StorageFaultError("XX000"), StorageUnavailable("db", "")),
]


def test_every_error_of_the_data_service_is_looked_at() -> None:
    """A new storage error must be given its translation here."""
    defined = {
        kind
        for _, kind in inspect.getmembers(storage_errors, inspect.isclass)
        if issubclass(kind, storage_errors.StorageError) and kind is not storage_errors.StorageError
    }
    assert {type(error) for error, _ in STORAGE_ERRORS} == defined


@pytest.mark.parametrize(
    ("error", "expected"), STORAGE_ERRORS, ids=lambda value: type(value).__name__
)
def test_a_storage_error_arrives_as_the_applications_own(
    error: storage_errors.StorageError, expected: ApplicationError | None
) -> None:
    """From the data service's exception over its problem document to ours."""
    found = translated(received(problem_of(error)), "db", stream="order/7", key="key")
    if expected is None:
        assert isinstance(found, RequestRefused)
    else:
        assert type(found) is type(expected)
        if not isinstance(expected, StorageUnavailable):
            assert vars(found) == vars(expected)


def test_every_failure_of_the_transport_means_that_storage_is_unavailable() -> None:
    """No vendor error is unmapped."""
    kinds = [
        kind
        for _, kind in inspect.getmembers(http_transport, inspect.isclass)
        if issubclass(kind, TransportError)
    ]
    assert len(kinds) >= 6
    for kind in kinds:
        found = translated(kind("broken"), "db")
        assert isinstance(found, StorageUnavailable)
        assert found.service == "db"
        assert kind.__name__ in found.reason


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_service_in_trouble_is_unavailable_whatever_its_body(status: int) -> None:
    """Also a proxy's HTML page is understood."""
    problem = ProblemReceived.from_body(status, b"<html>Bad gateway</html>")
    assert isinstance(translated(problem, "db"), StorageUnavailable)


@pytest.mark.parametrize("code", sorted(TRANSLATED_CODES))
def test_a_problem_without_its_members_still_gets_its_error(code: str) -> None:
    """Another release of the data service may say less."""
    body = b'{"code": "%b", "status": 409}' % code.encode()
    found = translated(ProblemReceived.from_body(409, body), "db", stream="order/7", key="key")
    assert isinstance(found, ApplicationError)
    assert found.code == code
