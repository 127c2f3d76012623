"""Runs the bot: `python -m bot_service`."""

from service_runtime.serving import run_process
from service_runtime.settings_errors import load_settings

from bot_service.composition_root import BotProcess
from bot_service.settings import BotSettings


async def main() -> None:
    """Works until it is told to stop."""
    await BotProcess(load_settings(BotSettings)).run()


if __name__ == "__main__":
    run_process(main)
