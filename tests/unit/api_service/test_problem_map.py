"""Every error of the hexagon has its status, and nothing private gets out."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from uuid import UUID

import business_hexagon
import pytest
from api_service.interface.http.problem_map import FIELD_BY_CODE, STATUS_BY_CODE, problem_of
from business_hexagon.application.errors import (
    ApplicationError,
    GuardFailed,
    InsufficientStock,
    RetryableError,
    Shortage,
    StorageUnavailable,
    VersionConflict,
)
from business_hexagon.domain.errors import DomainError, InvalidValue
from business_hexagon.domain.ordering.errors import MixedCurrencies, NegativeTotal
from starlette.requests import Request

PRODUCT_ID = UUID(int=7)
ABSTRACT = {"application_error", "domain_error", "retryable_error"}


def _request(*headers: tuple[bytes, bytes]) -> Request:
    return Request({"type": "http", "method": "PATCH", "path": "/", "headers": list(headers)})


type ErrorKind = type[DomainError | ApplicationError]


def _classes(*kinds: ErrorKind) -> Iterator[ErrorKind]:
    for kind in kinds:
        yield kind
        yield from _classes(*kind.__subclasses__())


def test_every_code_of_the_hexagon_has_a_status_and_no_other_has() -> None:
    """A new error without a row here would be a 500."""
    for module in pkgutil.walk_packages(business_hexagon.__path__, "business_hexagon."):
        importlib.import_module(module.name)
    codes = {kind.code for kind in _classes(DomainError, ApplicationError)} - ABSTRACT

    assert codes == set(STATUS_BY_CODE)
    assert set(FIELD_BY_CODE) <= codes


def test_what_passes_by_itself_says_when_to_try_again() -> None:
    """503 with Retry-After; and every retryable error that is no conflict is one."""
    problem = problem_of(_request(), StorageUnavailable("db_postgres_service", "refused 10.0.0.7"))

    assert (problem.status, problem.headers) == (503, {"Retry-After": "1"})
    retryable = {kind.code for kind in _classes(RetryableError)} - ABSTRACT
    assert {STATUS_BY_CODE[code] for code in retryable} == {409, 503}


@pytest.mark.parametrize(("headers", "status"), [((), 409), (((b"if-match", b'"1"'),), 412)])
def test_a_stale_version_is_a_412_when_the_client_named_it(
    headers: tuple[tuple[bytes, bytes], ...], status: int
) -> None:
    """Else somebody else was faster, which is a 409."""
    problem = problem_of(_request(*headers), VersionConflict("product/7", 3))

    assert problem.status == status
    assert problem.extensions == {"stream": "product/7", "current_version": 3}


def test_names_the_field_to_blame() -> None:
    """Its path, and why."""
    invalid = problem_of(_request(), InvalidValue("lines.0.quantity", "must be 1 to 1000000"))
    mixed = problem_of(_request(), MixedCurrencies("lines.3", "GBP", "EUR"))

    assert [(one.path, one.code) for one in invalid.errors] == [
        ("lines.0.quantity", "invalid_value")
    ]
    assert [one.path for one in mixed.errors] == ["lines.3"]
    assert mixed.extensions == {"expected": "GBP", "found": "EUR"}


def test_tells_what_is_short_and_what_changed() -> None:
    """So that a client can act on it."""
    short = problem_of(_request(), InsufficientStock((Shortage(PRODUCT_ID, 5, 2),)))
    changed = problem_of(_request(), GuardFailed((PRODUCT_ID,)))
    negative = problem_of(_request(), NegativeTotal(Decimal("-5.0000")))

    assert short.extensions == {
        "shortages": [{"product_id": str(PRODUCT_ID), "requested": 5, "available": 2}]
    }
    assert changed.extensions == {"product_ids": [str(PRODUCT_ID)]}
    assert negative.extensions == {"total": "-5.0000"}


def test_no_error_holds_an_address_or_a_secret() -> None:
    """What an error does not hold no problem can repeat."""
    private = {"email", "password", "secret", "token", "code_verifier"}
    for kind in _classes(DomainError, ApplicationError):
        assert private.isdisjoint(item.name for item in fields(kind)), kind.__name__


def test_never_tells_where_a_service_is() -> None:
    """Problems end up in logs and screenshots."""
    away = problem_of(_request(), StorageUnavailable("db_postgres_service", "refused 10.0.0.7"))

    assert "10.0.0.7" not in f"{away.detail} {away.extensions} {away.errors}"
