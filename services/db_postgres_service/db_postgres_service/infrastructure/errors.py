"""What can go wrong with storage, with typed fields and without a word of HTTP.

StorageError
├── RowNotFoundError
├── VersionConflictError          the row moved on
├── GuardFailedError              a product is gone, inactive or at another version
├── InsufficientStockError
├── IdempotencyConflictError      same key, other request
├── IdempotencyInFlightError      same key, still being written
├── UniqueViolationError
├── WriteRejectedError            a constraint of the schema says no
├── InvalidValueError             a value that PostgreSQL cannot hold
├── InvalidQueryError             a filter, sort or cursor that is not ours
├── StorageBusyError              a lock, a deadlock or a queue took too long; try again
├── StorageTimeoutError           the statement took too long
├── StorageUnavailableError       no connection; whether a write happened is not known
└── StorageFaultError             anything else: ours to mend
"""

from dataclasses import dataclass
from uuid import UUID


class StorageError(Exception):
    """Base of all storage errors."""


@dataclass
class RowNotFoundError(StorageError):
    """There is no such row."""

    resource: str
    key: str


@dataclass
class VersionConflictError(StorageError):
    """A row is not at the expected version; `current_version` is 0 when it is not there."""

    resource: str
    key: str
    current_version: int


@dataclass
class BrokenGuard:
    """A guard that did not hold, and what the product is now."""

    product_id: UUID
    expected_version: int
    current_version: int
    is_active: bool


@dataclass
class GuardFailedError(StorageError):
    """Guards that did not hold."""

    guards: list[BrokenGuard]


@dataclass
class Shortage:
    """A product with too few free pieces."""

    product_id: UUID
    requested: int
    available: int


@dataclass
class InsufficientStockError(StorageError):
    """Every product of the write with too few free pieces."""

    shortages: list[Shortage]


@dataclass
class IdempotencyConflictError(StorageError):
    """The key was used before with another request."""

    scope: str
    key: str


class IdempotencyInFlightError(StorageError):
    """The same request is being written now."""


@dataclass
class UniqueViolationError(StorageError):
    """Another row has this value already."""

    constraint: str
    field: str


@dataclass
class WriteRejectedError(StorageError):
    """A constraint forbids the write."""

    constraint: str


@dataclass
class InvalidValueError(StorageError):
    """PostgreSQL cannot hold a value."""

    reason: str


@dataclass
class InvalidQueryError(StorageError):
    """A list was asked for in a way that is not served."""

    parameter: str
    code: str
    reason: str


class StorageBusyError(StorageError):
    """Nothing was written; the same request may succeed in a moment."""


class StorageTimeoutError(StorageError):
    """Nothing was written; the statement took longer than it may."""


class StorageUnavailableError(StorageError):
    """PostgreSQL does not answer."""


@dataclass
class StorageFaultError(StorageError):
    """An error of PostgreSQL that no caller can mend."""

    sqlstate: str
