"""Telegram's stand-in runs when there is nothing that it stands in for."""

from pathlib import Path

import pytest
from quintet_cli.supervision.process_catalogue import wanted_processes

from tests.unit.quintet_cli.test_process_variables import open_installation


def test_without_a_token_the_bot_talks_with_the_sandbox(tmp_path: Path) -> None:
    """Both know the same token, which belongs to this data folder."""
    installation = open_installation(tmp_path / "one", offset=100)
    bot = installation.variables_of("bot_service")
    sandbox = installation.variables_of("telegram_sandbox")
    assert bot["TELEGRAM_API_URL"] == "http://127.0.0.1:8106"
    assert sandbox["TELEGRAM_SANDBOX_PORT"] == "8106"
    assert bot["BOT_TOKEN"] == sandbox["TELEGRAM_SANDBOX_TOKEN"]
    other = open_installation(tmp_path / "two").variables_of("bot_service")
    assert bot["BOT_TOKEN"] != other["BOT_TOKEN"]


@pytest.mark.parametrize(
    "variables",
    [{"BOT_TOKEN": "1:a"}, {"BOT_TOKEN_FILE": "/token"}, {"ENVIRONMENT": "production"}],
)
def test_with_a_token_or_in_production_the_sandbox_stays_off(
    tmp_path: Path, variables: dict[str, str]
) -> None:
    """It has no port, no process, and the bot is not told of it."""
    installation = open_installation(tmp_path, 0, **variables)
    assert "telegram_sandbox" not in installation.ports
    assert "telegram_sandbox" not in {each.name for each in wanted_processes(variables)}
    bot = installation.variables_of("bot_service")
    assert "TELEGRAM_API_URL" not in bot
    assert bot.get("BOT_TOKEN") == variables.get("BOT_TOKEN")


def test_only_the_sandbox_and_the_bot_see_its_token(tmp_path: Path) -> None:
    """Nobody else can speak for the bot."""
    installation = open_installation(tmp_path)
    token = installation.variables["BOT_TOKEN"]
    for name in ("api_service", "worker_service", "payment_gateway_sandbox"):
        assert token not in installation.variables_of(name).values()
