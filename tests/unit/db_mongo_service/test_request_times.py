"""No request to the data service is worked on for ever."""

import pytest
from db_mongo_service.settings import DbMongoServiceSettings
from fastapi import FastAPI
from problem_details import RequestEndingMiddleware
from pydantic import SecretStr

GUARD: object = RequestEndingMiddleware


@pytest.mark.parametrize(("report", "operation"), [(25.0, 10.0), (10.0, 40.0)])
def test_a_request_outlives_its_operation_and_nothing_else(report: float, operation: float) -> None:
    """So that a slow operation is what is blamed."""
    settings = DbMongoServiceSettings(
        mongodb_url=SecretStr("mongodb://127.0.0.1:1/"),
        report_timeout_seconds=report,
        mongodb_timeout_seconds=operation,
    )
    longest = max(report, operation)
    assert longest < settings.longest_request_seconds <= longest + 5.0


def test_every_request_has_its_time(app: FastAPI) -> None:
    """As the settings say."""
    guards = [each for each in app.user_middleware if each.cls == GUARD]
    assert [each.kwargs for each in guards] == [{"seconds": 30.0, "longer": None}]
