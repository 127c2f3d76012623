"""Settings come from the environment and keep their secrets."""

import pytest
from pydantic import SecretStr, ValidationError
from service_runtime import Environment, ServiceSettings


class ShopSettings(ServiceSettings):
    """Settings of a service of this test."""

    shop_url: SecretStr = SecretStr("amqp://user:hunter2@host")


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start from nothing set."""
    for name in ShopSettings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_defaults_suit_a_developers_machine() -> None:
    """Loopback only, no export, no sampling."""
    settings = ServiceSettings()
    assert settings.environment is Environment.DEVELOPMENT
    assert settings.bind_host == "127.0.0.1"
    assert (settings.log_level, settings.log_format) == ("info", None)
    assert (settings.otlp_endpoint, settings.trace_sample_ratio) == (None, 0.0)


def test_reads_the_environment_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names without a prefix; an empty variable counts as absent."""
    monkeypatch.setenv("LOG_LEVEL", "WARNING")
    monkeypatch.setenv("environment", "Test")
    monkeypatch.setenv("OTLP_ENDPOINT", "")
    settings = ServiceSettings()
    assert settings.log_level == "warning"
    assert settings.environment is Environment.TEST
    assert settings.otlp_endpoint is None


def test_refuses_a_ratio_beyond_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake stops the start."""
    monkeypatch.setenv("TRACE_SAMPLE_RATIO", "1.5")
    with pytest.raises(ValidationError):
        ServiceSettings()


def test_never_prints_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in repr, nor printable, nor in an error."""
    settings = ShopSettings()
    assert "hunter2" not in f"{settings!r}{settings}{settings.printable()}"
    assert settings.printable()["bind_host"] == "127.0.0.1"
    monkeypatch.setenv("LOG_LEVEL", "hunter2")
    with pytest.raises(ValidationError) as caught:
        ShopSettings()
    assert "hunter2" not in str(caught.value)
