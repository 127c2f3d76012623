"""What production refuses, by name and never by value."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import pytest
from pydantic import SecretStr, ValidationError
from service_runtime import Environment, ServiceSettings
from service_runtime.production_rules import ProductionRules

KEY = "k3y-canary-Zq8vT1xW5yB2nM7pR4sD9fG6h"
PASSWORD = "p4ss-canary-Jw8vT1"


class ShopSettings(ServiceSettings):
    """Settings of a service of this test."""

    shop_key: SecretStr | None = None
    other_key: SecretStr | None = None
    queue_url: SecretStr | None = None
    store_url: str = "https://store.example"
    polite: bool = True

    production_rules: ClassVar[ProductionRules] = ProductionRules(
        required=("shop_key",), https_urls=("store_url",), must_be={"polite": True}
    )


GOOD: Mapping[str, object] = {
    "environment": Environment.PRODUCTION,
    "tls_certificate_file": Path("certificate.pem"),
    "tls_key_file": Path("key.pem"),
    "tls_ca_file": Path("ca.pem"),
    "shop_key": KEY,
    "queue_url": f"amqps://shop:{PASSWORD}@queue.example/",
}


def refusal(**changes: object) -> str:
    """What is said of settings with these changes; empty when they are accepted."""
    try:
        ShopSettings.model_validate({**GOOD, **changes})
    except ValidationError as error:
        return str(error)
    return ""


def test_accepts_what_is_strong_and_private() -> None:
    """The control of all refusals below."""
    assert refusal() == ""


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"shop_key": None}, "SHOP_KEY is missing"),
        ({"shop_key": ""}, "SHOP_KEY is missing"),
        ({"shop_key": KEY[:31]}, "SHOP_KEY is shorter than 32 characters"),
        ({"shop_key": "changeme"}, "SHOP_KEY is a well-known default"),
        ({"shop_key": "ab" * 20}, "SHOP_KEY repeats a few characters"),
        ({"other_key": KEY}, "OTHER_KEY is the same secret as SHOP_KEY"),
        ({"queue_url": "amqps://guest:guest@queue.example/"}, "QUEUE_URL is a well-known default"),
        ({"queue_url": "redis://queue.example/0"}, "QUEUE_URL holds no password"),
        ({"queue_url": "amqp://a:kurz-canary@q.example"}, "QUEUE_URL is shorter than 16"),
        ({"store_url": "http://store.example"}, "STORE_URL must be an https:// address"),
        ({"polite": False}, "POLITE must be true"),
        ({"tls_ca_file": None}, "TLS_CA_FILE is missing"),
        (
            {"tls_certificate_file": None, "tls_key_file": None},
            "TLS_CERTIFICATE_FILE is missing; TLS_KEY_FILE is missing",
        ),
    ],
)
def test_refuses_what_only_development_may_have(changes: dict[str, object], said: str) -> None:
    """The variable is named, the value is not; development takes all of it."""
    refused = refusal(**changes)
    assert said in refused
    for value in (KEY, KEY[:31], PASSWORD, "kurz-canary", "canary"):
        assert value not in refused
    assert refusal(**changes, environment=Environment.DEVELOPMENT) == ""


def test_half_a_certificate_is_refused_everywhere() -> None:
    """A certificate without its key serves nothing."""
    said = refusal(environment=Environment.DEVELOPMENT, tls_key_file=None)
    assert "TLS_CERTIFICATE_FILE and TLS_KEY_FILE need each other" in said


def test_client_certificates_need_an_authority() -> None:
    """Else nobody, or anybody, would be let in."""
    said = refusal(environment=Environment.DEVELOPMENT, tls_ca_file=None, tls_require_client=True)
    assert "TLS_REQUIRE_CLIENT needs TLS_CA_FILE" in said
