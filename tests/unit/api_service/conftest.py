"""The API without anything behind it: what it refuses before it asks anybody."""

from pathlib import Path

import pytest
from api_service.composition_root import build_container, compose
from api_service.settings import ApiSettings
from fastapi import FastAPI
from prometheus_client import CollectorRegistry
from pydantic import SecretStr
from quintet_cli.certificates.certificate_authority import CertificateAuthority
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
        rabbitmq_url=SecretStr("amqp://nobody:secret@127.0.0.1:1/none"),
        redis_url=SecretStr("redis://127.0.0.1:1/0"),
        token_signing_keys=private_keys("access"),
        service_signing_key=private_keys("api_service"),
        one_time_key=SecretStr("a one-time key of more than thirty-two characters"),
        cors_origins=cors_origins,
    )


def production_settings(folder: Path) -> ApiSettings:
    """Settings that lead nowhere either, fit for production."""
    authority = CertificateAuthority.open_or_make(folder)
    certificate, key = authority.issue("api_service", ["127.0.0.1"])
    return ApiSettings(
        environment=Environment.PRODUCTION,
        rabbitmq_url=SecretStr("amqp://nobody:q8Zt3vKx0LmN5rTyWc@127.0.0.1:1/none"),
        redis_url=SecretStr("redis://:b7Hd2sQj9PfG4uXeRa@127.0.0.1:1/0"),
        db_postgres_service_url="https://127.0.0.1:1",
        db_mongo_service_url="https://127.0.0.1:1",
        tls_certificate_file=certificate,
        tls_key_file=key,
        tls_ca_file=authority.certificate_file,
        token_signing_keys=private_keys("access"),
        token_issuer="https://quintet.example",
        service_signing_key=private_keys("api_service"),
        one_time_key=SecretStr("Wq3Lz7Kd9Xf1Vb5Nm8Hj2Gt6Rc4Yp0Sa"),
        payment_callback_secret=SecretStr("c0Xw8Vn3Zr6Tk1Ym5Lq9Bs2Df7Gh4Jp0"),
        require_verified_email=True,
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
