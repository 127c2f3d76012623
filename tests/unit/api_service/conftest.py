"""The API without anything behind it: what it refuses before it asks anybody."""

from pathlib import Path

import pytest
from api_service.composition_root import build_container, compose
from api_service.settings import ApiSettings
from fastapi import FastAPI
from prometheus_client import CollectorRegistry
from pydantic import SecretStr
from service_runtime.settings import Environment
from signed_tokens import PrivateKeySet, new_private_key
from telemetry.metrics import HttpMetrics


def private_keys(owner: str) -> SecretStr:
    """A fresh private JWKS."""
    return SecretStr(PrivateKeySet(keys=[new_private_key(owner)]).model_dump_json())


def settings(
    environment: Environment = Environment.TEST, cors_origins: tuple[str, ...] = ()
) -> ApiSettings:
    """Settings that lead nowhere."""
    return ApiSettings(
        environment=environment,
        rabbitmq_url=SecretStr("amqp://nobody:q8Zt3vKx0LmN5rTyWc@127.0.0.1:1/none"),
        redis_url=SecretStr("redis://:b7Hd2sQj9PfG4uXeRa@127.0.0.1:1/0"),
        db_postgres_service_url="https://127.0.0.1:1",
        db_mongo_service_url="https://127.0.0.1:1",
        tls_certificate_file=Path("certificate.pem"),
        tls_key_file=Path("key.pem"),
        tls_ca_file=Path("authority.pem"),
        token_issuer="https://quintet.example",
        payment_callback_secret=SecretStr("c0Xw8Vn3Zr6Tk1Ym5Lq9Bs2Df7Gh4Jp0"),
        token_signing_keys=private_keys("access"),
        service_signing_key=private_keys("api_service"),
        one_time_key=SecretStr("a one-time key of more than thirty-two characters"),
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
