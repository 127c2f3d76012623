"""A bot without a token."""

import subprocess
import sys

import pytest
from bot_service.settings import BotSettings


def test_never_imports_telegrams_library() -> None:
    """It takes seconds to import, which every start would pay."""
    program = "import sys, bot_service.composition_root; print('aiogram' in sys.modules)"
    output = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    assert output.stdout.strip() == "False"


def test_an_empty_token_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is written in files of settings; secrets are not printed, lists are plain text."""
    monkeypatch.setenv("RABBITMQ_URL", "amqp://user:hidden@localhost/")
    monkeypatch.setenv("REDIS_URL", "redis://:hidden@localhost")
    monkeypatch.setenv("BOT_TOKEN", "")
    monkeypatch.setenv("RETRY_LADDER_SECONDS", "0.5,2")
    settings = BotSettings()
    assert settings.bot_token is None
    assert settings.retry_ladder_seconds == (0.5, 2.0)
    assert "hidden" not in repr(settings)
