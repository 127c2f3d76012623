"""The translator of asyncpg's errors: nothing that asyncpg can raise comes through unmapped."""

import inspect
import json
from uuid import UUID

import asyncpg
import pytest
from asyncpg import exceptions
from db_postgres_service.infrastructure import errors
from db_postgres_service.infrastructure.error_translation import (
    VENDOR_ERRORS,
    translate,
)

_ID = "1f0c7a52-55f2-6d10-b1a9-0242ac120002"
_ALL = [
    kind
    for _, kind in inspect.getmembers(exceptions, inspect.isclass)
    if issubclass(kind, BaseException) and not issubclass(kind, Warning)
]
_NEVER_RAISED_BY_A_STATEMENT = frozenset({"TargetServerAttributeNotMatched"})
"""Raised on connecting, for options that we do not use."""


def _raised(kind: type[asyncpg.PostgresError], **fields: str) -> asyncpg.PostgresError:
    error = kind("message")
    for name, value in fields.items():
        setattr(error, name, value)
    return error


@pytest.mark.parametrize("kind", _ALL, ids=lambda kind: kind.__name__)
def test_every_error_of_asyncpg_is_caught_and_mapped(kind: type[BaseException]) -> None:
    """An error that is not caught would be a 500 without a code."""
    if not issubclass(kind, VENDOR_ERRORS):
        assert kind.__name__ in _NEVER_RAISED_BY_A_STATEMENT
        return
    error = kind("message")
    assert isinstance(translate(error), errors.StorageError)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (exceptions.LockNotAvailableError, errors.StorageBusyError),
        (exceptions.DeadlockDetectedError, errors.StorageBusyError),
        (exceptions.SerializationError, errors.StorageBusyError),
        (exceptions.TooManyConnectionsError, errors.StorageBusyError),
        (exceptions.QueryCanceledError, errors.StorageTimeoutError),
        (exceptions.AdminShutdownError, errors.StorageUnavailableError),
        (exceptions.CannotConnectNowError, errors.StorageUnavailableError),
        (exceptions.ConnectionDoesNotExistError, errors.StorageUnavailableError),
        (exceptions.IdleInTransactionSessionTimeoutError, errors.StorageUnavailableError),
        (exceptions.NumericValueOutOfRangeError, errors.InvalidValueError),
        (exceptions.CharacterNotInRepertoireError, errors.InvalidValueError),
        (exceptions.CheckViolationError, errors.WriteRejectedError),
        (exceptions.ForeignKeyViolationError, errors.WriteRejectedError),
        (exceptions.NotNullViolationError, errors.WriteRejectedError),
        (exceptions.UndefinedTableError, errors.StorageFaultError),
        (exceptions.InsufficientPrivilegeError, errors.StorageFaultError),
    ],
)
def test_kinds_of_errors_keep_their_meaning(
    kind: type[asyncpg.PostgresError], expected: type[errors.StorageError]
) -> None:
    """Try again, mend the request, or call us."""
    assert type(translate(_raised(kind))) is expected


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ConnectionResetError(), errors.StorageUnavailableError),
        (OSError(), errors.StorageUnavailableError),
        (asyncpg.InterfaceError("closed"), errors.StorageUnavailableError),
        (TimeoutError(), errors.StorageTimeoutError),
    ],
)
def test_errors_below_postgresql_are_mapped(
    error: BaseException, expected: type[errors.StorageError]
) -> None:
    """The network fails too."""
    assert type(translate(error)) is expected


def test_a_unique_constraint_names_the_field_of_the_request() -> None:
    """Callers know fields, not constraints."""
    error = _raised(exceptions.UniqueViolationError, constraint_name="users_lower_email_key")
    assert translate(error) == errors.UniqueViolationError("users_lower_email_key", "email")


def test_a_taken_version_of_a_stream_is_a_version_conflict() -> None:
    """The stream guards the order of events."""
    error = _raised(
        exceptions.UniqueViolationError, constraint_name="event_store_stream_version_key"
    )
    assert isinstance(translate(error), errors.VersionConflictError)


def test_a_lock_on_the_idempotency_record_means_in_flight() -> None:
    """The context tells whose lock it was."""
    error = _raised(
        exceptions.LockNotAvailableError,
        context='while inserting index tuple (0,5) in relation "idempotency_records"',
    )
    assert isinstance(translate(error), errors.IdempotencyInFlightError)


@pytest.mark.parametrize(
    ("code", "details", "expected"),
    [
        (
            "insufficient_stock",
            [{"product_id": _ID, "requested": 2, "available": 1}],
            errors.InsufficientStockError([errors.Shortage(UUID(_ID), 2, 1)]),
        ),
        (
            "version_conflict",
            [{"resource": "order", "id": _ID}],
            errors.VersionConflictError("order", _ID, -1),
        ),
        ("unknown_order_line", [7], errors.WriteRejectedError("unknown_order_line")),
    ],
)
def test_what_our_own_statement_raises_keeps_its_details(
    code: str, details: list[object], expected: errors.StorageError
) -> None:
    """`abort_write` sends a code and a JSON detail."""
    error = _raised(
        asyncpg.PostgresError, sqlstate="QW001", message=code, detail=json.dumps(details)
    )
    assert translate(error) == expected
