"""What the bot reads from the environment, and what it refuses."""

import pytest
from bot_service.settings import BotSettings
from pydantic import ValidationError

SECRET = "a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5"
TOKEN = "42:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
WEBHOOK = {
    "BOT_TOKEN": TOKEN,
    "BOT_MODE": "webhook",
    "WEBHOOK_URL": "https://bot.example.com/telegram",
    "WEBHOOK_SECRET": SECRET,
}
PRODUCTION = {
    **WEBHOOK,
    "ENVIRONMENT": "production",
    "PAYMENT_CHOICES": "Card=pm_card_visa",
    "RABBITMQ_URL": "amqp://quintet:8vJq2mXw4tRz6yLb@rabbitmq/",
    "REDIS_URL": "redis://:5nHc7kQs9dFg3jTp@redis/0",
    "DB_POSTGRES_SERVICE_URL": "https://db_postgres_service",
    "DB_MONGO_SERVICE_URL": "https://db_mongo_service",
    "SERVICE_SIGNING_KEY": "{" + SECRET[::-1] + "}",
    "TLS_CERTIFICATE_FILE": "certificate.pem",
    "TLS_KEY_FILE": "key.pem",
    "TLS_CA_FILE": "authority.pem",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the developer's own."""
    for name in (*BotSettings.model_fields, "bot_token_file", "webhook_secret_file"):
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("RABBITMQ_URL", "amqp://localhost/")
    monkeypatch.setenv("REDIS_URL", "redis://localhost")


def read(monkeypatch: pytest.MonkeyPatch, **variables: str) -> BotSettings:
    """The settings of this environment."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return BotSettings()


def test_polls_the_real_telegram_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the sandbox's cards to pay."""
    settings = read(monkeypatch, BOT_TOKEN=TOKEN)
    assert settings.bot_mode == "polling"
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert {"card_approve", "card_decline"} <= set(settings.payment_choices.values())


def test_ways_to_pay_are_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """In their order."""
    settings = read(monkeypatch, PAYMENT_CHOICES="Card = pm_card_visa, Invoice=invoice,")
    assert list(settings.payment_choices.items()) == [
        ("Card", "pm_card_visa"),
        ("Invoice", "invoice"),
    ]


@pytest.mark.parametrize(
    "missing",
    [{"WEBHOOK_URL": ""}, {"WEBHOOK_SECRET": ""}, {"WEBHOOK_SECRET": "no spaces, please"}],
)
def test_refuses_a_webhook_that_is_not_one(
    monkeypatch: pytest.MonkeyPatch, missing: dict[str, str]
) -> None:
    """Nobody would call it, or anybody could; Telegram takes certain characters alone."""
    assert read(monkeypatch, **WEBHOOK).bot_mode == "webhook"
    with pytest.raises(ValidationError, match="WEBHOOK_SECRET"):
        read(monkeypatch, **{**WEBHOOK, **missing})


def test_an_idle_bot_needs_no_webhook(monkeypatch: pytest.MonkeyPatch) -> None:
    """In production too."""
    assert read(monkeypatch, BOT_MODE="webhook").bot_token is None
    assert read(monkeypatch, **{**PRODUCTION, "BOT_TOKEN": "", "BOT_MODE": ""}).bot_token is None


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"BOT_MODE": "polling"}, "BOT_MODE must be webhook"),
        ({"PAYMENT_CHOICES": ""}, "PAYMENT_CHOICES names test cards"),
        ({"PAYMENT_CHOICES": "Card=pm_card,Free=card_approve"}, "PAYMENT_CHOICES names test"),
        ({"WEBHOOK_URL": "http://bot.example.com/"}, "WEBHOOK_URL must be an https"),
        ({"TELEGRAM_API_URL": "http://127.0.0.1:8006"}, "TELEGRAM_API_URL must be an https"),
        ({"WEBHOOK_SECRET": "short"}, "WEBHOOK_SECRET is shorter than 32"),
    ],
)
def test_production_refuses_what_only_development_may_have(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], word: str
) -> None:
    """Each by its name, never by its value."""
    assert read(monkeypatch, **PRODUCTION).bot_mode == "webhook"
    with pytest.raises(ValidationError, match=word):
        read(monkeypatch, **{**PRODUCTION, **changed})
