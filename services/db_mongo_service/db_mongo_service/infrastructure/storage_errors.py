"""What can go wrong between this service and MongoDB.

StorageError
├── StorageUnavailable     no server answers, or it is changing its primary: try again
├── StorageTimeout         the time given to the operation is over: its outcome is unknown
├── StorageBusy            other transactions were in the way to the end: try again
├── RecordExists           a unique index already holds this value
├── TooManyRecords         there are as many of the kind as there may be
├── RecordRefused          the collection's validator, or BSON itself, refuses the document
├── QueryRefused           the server does not accept the query as written
└── StorageMisconfigured   credentials, privileges, URL or server version are not as needed
"""

from typing import ClassVar


class StorageError(Exception):
    """An operation on MongoDB that did not succeed.

    Attributes:
        code: Stable name of the kind of error.
        reason: What the driver or the server said, for logs.
    """

    code: ClassVar[str] = "storage_error"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class StorageUnavailable(StorageError):
    """No server that could take the operation answers."""

    code = "storage_unavailable"


class StorageTimeout(StorageError):
    """The operation's time is over. A write may or may not have happened: repeat it by its id."""

    code = "storage_timeout"


class StorageBusy(StorageError):
    """Concurrent transactions changed the same documents again and again."""

    code = "storage_busy"


class RecordExists(StorageError):
    """A document with this value of a unique index is there already."""

    code = "unique_violation"


class TooManyRecords(StorageError):
    """There are as many documents of the kind as there may be."""

    code = "too_many_records"


class RecordRefused(StorageError):
    """The document breaks the collection's validator or cannot be written as BSON."""

    code = "write_rejected"


class QueryRefused(StorageError):
    """The server does not accept the query: a fault of this service, never of its caller."""

    code = "query_refused"


class StorageMisconfigured(StorageError):
    """The server cannot be used as configured; only a person can mend it."""

    code = "storage_misconfigured"
