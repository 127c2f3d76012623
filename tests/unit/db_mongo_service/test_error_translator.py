"""PyMongo's errors become ours, all of them."""

from collections.abc import Iterator

import pytest
from bson.errors import BSONError, InvalidBSON, InvalidDocument
from db_mongo_service.infrastructure import storage_errors
from db_mongo_service.infrastructure.error_translator import our_errors, translate
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
from db_mongo_service.interface.http.problems import STATUS_AND_DETAIL, storage_problem
from pymongo import errors

BULK = {"writeErrors": [{"code": 11_000, "errmsg": "E11000"}]}


def subclasses(kind: type[Exception]) -> Iterator[type[Exception]]:
    """The class and all that descend from it."""
    yield kind
    for child in kind.__subclasses__():
        yield from subclasses(child)


def build(kind: type[Exception]) -> Exception:
    """Make an error as the driver would; its constructors differ."""
    if issubclass(kind, errors.ClientBulkWriteException):
        return kind({"error": None}, verbose=False)
    if issubclass(kind, errors.BulkWriteError):
        return kind({"writeErrors": []})
    if issubclass(kind, errors.EncryptedCollectionError):
        return kind(ValueError("no key"), {})
    if issubclass(kind, errors.EncryptionError):
        return kind(ValueError("no key"))
    return kind("reason")


@pytest.mark.parametrize(
    "kind",
    sorted(
        {*subclasses(errors.PyMongoError), *subclasses(BSONError)},
        key=str,
    ),
)
def test_no_error_of_the_driver_is_unmapped(kind: type[Exception]) -> None:
    """Each class becomes one of ours, and a bare PyMongoError is only for those unknown today."""
    assert isinstance(translate(build(kind)), StorageError)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (errors.ServerSelectionTimeoutError("no primary"), StorageUnavailable),
        (errors.AutoReconnect("gone"), StorageUnavailable),
        (errors.NotPrimaryError("stepped down"), StorageUnavailable),
        (errors.NetworkTimeout("slow"), StorageTimeout),
        (errors.WaitQueueTimeoutError("pool"), StorageUnavailable),
        (errors.ExecutionTimeout("slow", 50), StorageTimeout),
        (errors.WTimeoutError("slow", 64), StorageTimeout),
        (errors.DuplicateKeyError("E11000", 11_000), RecordExists),
        (errors.BulkWriteError(BULK), RecordExists),
        (errors.OperationFailure("validation", 121), RecordRefused),
        (errors.DocumentTooLarge("16 MB"), RecordRefused),
        (InvalidDocument("cannot encode"), RecordRefused),
        (InvalidBSON("broken"), RecordRefused),
        (OverflowError("8-byte ints"), RecordRefused),
        (errors.OperationFailure("write conflict", 112), StorageBusy),
        (errors.OperationFailure("unauthorized", 13), StorageMisconfigured),
        (errors.OperationFailure("login", 18), StorageMisconfigured),
        (errors.ConfigurationError("uri"), StorageMisconfigured),
        (errors.OperationFailure("bad pipeline", 40_324), QueryRefused),
    ],
)
def test_names_what_went_wrong(error: Exception, expected: type[StorageError]) -> None:
    """The caller learns whether to try again, and nothing of the driver."""
    assert type(translate(error)) is expected


def test_a_transient_transaction_error_asks_to_try_again() -> None:
    """The label decides where the code is unknown."""
    error = errors.OperationFailure("odd", 999, {"errorLabels": ["TransientTransactionError"]})
    assert type(translate(error)) is StorageBusy


def test_an_unknown_commit_is_a_timeout_whose_outcome_is_unknown() -> None:
    """Recording again is then the right thing to do."""
    labels = {"errorLabels": ["UnknownTransactionCommitResult"]}
    assert type(translate(errors.OperationFailure("odd", 999, labels))) is StorageTimeout


def test_leaves_errors_of_others_alone() -> None:
    """A fault in our own code must not look like one of the database."""
    with pytest.raises(KeyError), our_errors():
        raise KeyError("ours")


def test_keeps_the_driver_s_error_as_the_cause() -> None:
    """The log shall tell what the server said."""
    with pytest.raises(StorageUnavailable) as caught, our_errors():
        raise errors.AutoReconnect("gone")
    assert isinstance(caught.value.__cause__, errors.AutoReconnect)


def test_every_storage_error_has_a_status_and_no_secret() -> None:
    """The table of problems is complete, and what the driver said stays inside."""
    kinds = set(StorageError.__subclasses__())
    assert kinds == set(STATUS_AND_DETAIL)
    assert len({kind.code for kind in kinds}) == len(kinds)
    for kind in kinds:
        problem = storage_problem(kind("mongodb://user:password@host"))
        assert "password" not in problem.detail
        assert kind.__name__ in str(storage_errors.__doc__)
