"""What the sandbox reads from the environment."""

from pydantic import SecretStr
from service_runtime.settings import ServiceSettings


class Settings(ServiceSettings):
    """Settings of the Telegram sandbox.

    Attributes:
        telegram_sandbox_port: Where it listens.
        telegram_sandbox_token: The only token that its bot may bear.
        bot_username: How people find the bot.
        bot_name: How its chats are headed.
        callback_seconds: How long a press of a button may be answered.
    """

    telegram_sandbox_port: int = 8006
    telegram_sandbox_token: SecretStr = SecretStr("1000001:telegram_sandbox")
    bot_username: str = "quintet_bot"
    bot_name: str = "Quintet"
    callback_seconds: float = 30.0
