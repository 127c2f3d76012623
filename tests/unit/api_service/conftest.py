"""The API without anything behind it: what it refuses before it asks anybody."""

import pytest
from api_service.composition_root import build_container, compose
from api_service.settings import ApiSettings
from fastapi import FastAPI
from prometheus_client import CollectorRegistry
from pydantic import SecretStr
from service_runtime.settings import Environment
from telemetry.metrics import HttpMetrics


def settings(
    environment: Environment = Environment.TEST, cors_origins: tuple[str, ...] = ()
) -> ApiSettings:
    """Settings that lead nowhere."""
    return ApiSettings(
        environment=environment,
        rabbitmq_url=SecretStr("amqp://nobody:secret@127.0.0.1:1/none"),
        redis_url=SecretStr("redis://127.0.0.1:1/0"),
        jwt_secret=SecretStr("a secret of more than thirty-two characters"),
        cors_origins=cors_origins,
    )


def own_metrics() -> HttpMetrics:
    """Metrics of one application; the process's registry takes each name once."""
    return HttpMetrics(CollectorRegistry())


def composed(of: ApiSettings) -> FastAPI:
    """The application; nothing is connected."""
    return compose(of, build_container(of), own_metrics())[0]


@pytest.fixture
def app() -> FastAPI:
    """The application; nothing is connected."""
    return composed(settings())
