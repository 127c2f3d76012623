"""The one translator of asyncpg's errors into ours."""

import json
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

import asyncpg
from asyncpg import exceptions as pg

from db_postgres_service.infrastructure import errors
from db_postgres_service.infrastructure.connections.pool import (
    PoolClosedError,
    PoolExhaustedError,
)

_FIELDS = {
    "users_lower_email_key": "email",
    "oauth_clients_client_id_key": "client_id",
    "chats_chat_id_key": "chat_id",
    "chats_user_id_key": "user_id",
    "security_acts_pkey": "id",
    "products_sku_key": "sku",
    "orders_channel_reference_key": "reference",
    "refund_requests_open_order_id_key": "order_id",
    "refund_requests_pkey": "id",
    "payments_order_id_key": "order_id",
    "payments_pkey": "id",
    "event_store_event_id_key": "event_id",
    "notifications_pkey": "id",
    "stock_pkey": "product_id",
    "orders_pkey": "id",
    "sagas_pkey": "id",
    "step_sagas_pkey": "id",
    "order_lines_pkey": "line_no",
    "stock_reservations_pkey": "order_id",
}
"""Which field of the request each unique constraint speaks of."""

ABORTED_BY_US = "QW001"
"""The code that the function `abort_write` raises with."""

_STREAM_VERSION = "event_store_stream_version_key"

_BUSY = (
    PoolExhaustedError,
    pg.DeadlockDetectedError,
    pg.SerializationError,
    pg.TooManyConnectionsError,
    pg.OutOfMemoryError,
)
_GONE = (
    pg.PostgresConnectionError,
    pg.AdminShutdownError,
    pg.CrashShutdownError,
    pg.CannotConnectNowError,
    pg.IdleInTransactionSessionTimeoutError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    PoolClosedError,
    OSError,
)
_STOPPED = (pg.QueryCanceledError, TimeoutError)

VENDOR_ERRORS = (
    pg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    PoolClosedError,
    PoolExhaustedError,
    OSError,
    TimeoutError,
)
"""What a call to asyncpg may raise."""


def _aborted(error: pg.PostgresError) -> errors.StorageError:
    """Translate an error that our own statement raised, code `QW001`."""
    details = json.loads(str(getattr(error, "detail", "") or "null"))
    code = str(getattr(error, "message", ""))
    if code == "insufficient_stock":
        return errors.InsufficientStockError(
            [
                errors.Shortage(UUID(i["product_id"]), int(i["requested"]), int(i["available"]))
                for i in details
            ]
        )
    if code == "version_conflict":
        # The current version is read afterwards: this statement's view of it may be old.
        return errors.VersionConflictError(details[0]["resource"], details[0]["id"], -1)
    return errors.WriteRejectedError(code)


def _invalid(error: BaseException) -> errors.StorageError:
    return errors.InvalidValueError(str(error).partition("\n")[0])


def _unique(error: pg.PostgresError) -> errors.StorageError:
    constraint = str(getattr(error, "constraint_name", "") or "")
    if constraint == _STREAM_VERSION:
        return errors.VersionConflictError("event_stream", "", -1)
    return errors.UniqueViolationError(constraint, _FIELDS.get(constraint, constraint))


def _rejected(error: pg.PostgresError) -> errors.StorageError:
    return errors.WriteRejectedError(str(getattr(error, "constraint_name", "") or "constraint"))


def _locked_out(error: pg.PostgresError) -> errors.StorageError:
    """Tell a twin that is still writing its idempotency record from any other lock."""
    if "idempotency_records" in str(getattr(error, "context", "")):
        return errors.IdempotencyInFlightError()
    return errors.StorageBusyError()


def translate(error: BaseException) -> errors.StorageError:
    """Return our error for one of `VENDOR_ERRORS`."""
    if isinstance(error, pg.PostgresError):
        if error.sqlstate == ABORTED_BY_US:
            return _aborted(error)
        for kind, act in _BY_DETAILS.items():
            if isinstance(error, kind):
                return act(error)
    if isinstance(error, asyncpg.DataError):
        return _invalid(error)
    for kinds, ours in _BY_KIND:
        if isinstance(error, kinds):
            return ours()
    return errors.StorageFaultError(str(getattr(error, "sqlstate", None) or type(error).__name__))


_BY_DETAILS: Mapping[type[pg.PostgresError], Callable[[pg.PostgresError], errors.StorageError]] = {
    pg.UniqueViolationError: _unique,
    pg.IntegrityConstraintViolationError: _rejected,
    pg.DataError: _invalid,
    pg.LockNotAvailableError: _locked_out,
}

_BY_KIND: Sequence[tuple[tuple[type[BaseException], ...], type[errors.StorageError]]] = (
    (_BUSY, errors.StorageBusyError),
    (_STOPPED, errors.StorageTimeoutError),
    (_GONE, errors.StorageUnavailableError),
)
