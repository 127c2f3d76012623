"""What the worker reads from the environment."""

import pytest
from pydantic import ValidationError
from worker_service.settings import WorkerSettings

NEEDED = {
    "RABBITMQ_URL": "amqp://user:secret@localhost/",
    "REDIS_URL": "redis://:secret@localhost",
    "ONE_TIME_KEY": "a secret one-time key of more than thirty-two characters",
}


def read(monkeypatch: pytest.MonkeyPatch, **variables: str) -> WorkerSettings:
    """Read settings from these variables beside those that every worker needs."""
    for name, value in {**NEEDED, **variables}.items():
        monkeypatch.setenv(name, value)
    return WorkerSettings()


def test_reads_lists_and_pairs_from_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ladder and watched services are lists that a person can type."""
    settings = read(
        monkeypatch,
        RETRY_LADDER_SECONDS="0.5,2",
        WATCHED_SERVICES="api_service=http://localhost:1, bot_service=http://localhost:2",
    )
    assert settings.retry_ladder_seconds == (0.5, 2.0)
    assert settings.watched_services == {
        "api_service": "http://localhost:1",
        "bot_service": "http://localhost:2",
    }


def test_an_empty_mail_server_means_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty variable is the same as no variable."""
    assert read(monkeypatch, SMTP_URL="").smtp_url is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SAGA_STEP_SECONDS", "0"),
        ("CONSUMER_CONCURRENCY", "0"),
        ("PAYMENT_GATEWAY", "cash"),
        ("DRAIN_SECONDS", "-1"),
        ("TRACES_DAYS", "6"),
        ("TRACES_DAYS", "61"),
        ("ENDED_LOG_INS_DAYS", "0"),
        ("RETRY_LADDER_SECONDS", "1,1296000"),
    ],
)
def test_refuses_values_that_cannot_work(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """The process does not start with them."""
    with pytest.raises(ValidationError):
        read(monkeypatch, **{name: value})


def test_refuses_stripe_without_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that cannot take money must not start."""
    with pytest.raises(ValidationError, match="STRIPE_API_KEY"):
        read(monkeypatch, PAYMENT_GATEWAY="stripe")


def test_prints_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither passwords in URLs nor keys."""
    settings = read(monkeypatch, STRIPE_API_KEY="sk_secret", SMTP_URL="smtp://u:secret@localhost")
    assert "secret" not in repr(settings)
    assert "secret" not in str(settings.printable())
