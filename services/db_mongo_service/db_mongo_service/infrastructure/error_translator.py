"""From PyMongo's errors to ours; the only place that knows both.

A test walks every exception class of PyMongo, gridfs aside, and fails when one is unmapped.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from bson.errors import BSONError
from pymongo import errors

from db_mongo_service.infrastructure.storage_errors import (
    QueryRefused,
    RecordExists,
    RecordRefused,
    StorageBusy,
    StorageError,
    StorageMisconfigured,
    StorageTimeout,
    StorageUnavailable,
)

TRANSIENT: Final = "TransientTransactionError"
UNKNOWN_COMMIT: Final = "UnknownTransactionCommitResult"

_NEVER_SENT: Final = (errors.ServerSelectionTimeoutError, errors.WaitQueueTimeoutError)
_BY_SERVER_CODE: Final[dict[int, type[StorageError]]] = {
    13: StorageMisconfigured,  # Unauthorized
    18: StorageMisconfigured,  # AuthenticationFailed
    24: StorageBusy,  # LockTimeout
    50: StorageTimeout,  # MaxTimeMSExpired
    89: StorageUnavailable,  # NetworkTimeout
    91: StorageUnavailable,  # ShutdownInProgress
    112: StorageBusy,  # WriteConflict
    121: RecordRefused,  # DocumentValidationFailure
    189: StorageUnavailable,  # PrimarySteppedDown
    202: StorageTimeout,  # NetworkInterfaceExceededTimeLimit
    211: StorageUnavailable,  # KeyNotFound, while a replica set is being born
    246: StorageBusy,  # SnapshotUnavailable
    251: StorageBusy,  # NoSuchTransaction
    262: StorageTimeout,  # ExceededTimeLimit
    10107: StorageUnavailable,  # NotWritablePrimary
    10334: RecordRefused,  # BSONObjectTooLarge
    11000: RecordExists,  # DuplicateKey
    11600: StorageUnavailable,  # InterruptedAtShutdown
    11602: StorageUnavailable,  # InterruptedDueToReplStateChange
    13435: StorageUnavailable,  # NotPrimaryNoSecondaryOk
    13436: StorageUnavailable,  # NotPrimaryOrSecondary
}

_BY_CLASS: Final[tuple[tuple[type[Exception], type[StorageError]], ...]] = (
    # From the particular to the general: the first class that fits decides.
    (errors.DuplicateKeyError, RecordExists),
    (errors.ExecutionTimeout, StorageTimeout),
    (errors.WTimeoutError, StorageTimeout),
    (errors.NetworkTimeout, StorageTimeout),
    (errors.ConnectionFailure, StorageUnavailable),
    (errors.CursorNotFound, StorageUnavailable),
    (errors.DocumentTooLarge, RecordRefused),
    (BSONError, RecordRefused),
    (OverflowError, RecordRefused),
    (errors.OperationFailure, QueryRefused),
    (errors.CollectionInvalid, StorageMisconfigured),
    (errors.ConfigurationError, StorageMisconfigured),
    (errors.EncryptionError, StorageMisconfigured),
    (errors.InvalidOperation, StorageMisconfigured),
    (errors.InvalidName, QueryRefused),
    (errors.ProtocolError, StorageUnavailable),
    (errors.PyMongoError, StorageUnavailable),
)


def translate(error: Exception) -> StorageError | None:
    """Return our error for one of PyMongo's, or None for an error that is not the driver's."""
    kind = _by_circumstance(error) if isinstance(error, errors.PyMongoError) else None
    if kind is None:
        kind = next((ours for vendor, ours in _BY_CLASS if isinstance(error, vendor)), None)
    return None if kind is None else kind(str(error))


@contextmanager
def our_errors() -> Iterator[None]:
    """Raise `StorageError` in place of whatever PyMongo raises inside the block."""
    try:
        yield
    except StorageError:
        raise
    except Exception as error:
        translated = translate(error)
        if translated is None:
            raise
        raise translated from error


def _by_circumstance(error: errors.PyMongoError) -> type[StorageError] | None:
    """Return what code, label and time tell, which is more exact than the class."""
    if isinstance(error, _NEVER_SENT):
        return StorageUnavailable
    if error.timeout:
        return StorageTimeout
    code = _server_code(error)
    if code in _BY_SERVER_CODE:
        return _BY_SERVER_CODE[code]
    if error.has_error_label(TRANSIENT):
        return StorageBusy
    return StorageTimeout if error.has_error_label(UNKNOWN_COMMIT) else None


def _server_code(error: errors.PyMongoError) -> int | None:
    """Return the server's code; a bulk write hides it in the first failed write."""
    if not isinstance(error, errors.OperationFailure):
        return None
    if isinstance(error, errors.BulkWriteError) and isinstance(error.details, dict):
        failed = error.details.get("writeErrors") or []
        if failed:
            return int(failed[0]["code"])
    return error.code
