"""The settings every process has; services inherit and add their own.

Values come from the environment only, names in any case, without a prefix.
"""

from enum import StrEnum
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

__all__ = ["Environment", "ServiceSettings"]


class Environment(StrEnum):
    """Where the process runs."""

    DEVELOPMENT = "development"
    TEST = "test"
    PRODUCTION = "production"


class ServiceSettings(BaseSettings):
    """Settings shared by all processes.

    Declare secrets, and URLs that hold passwords, as `SecretStr`: they are never printed.

    Example::

        class WorkerSettings(ServiceSettings):
            worker_service_port: int = 8004
            rabbitmq_url: SecretStr

        settings = WorkerSettings()  # reads the environment now, in the composition root
    """

    model_config = SettingsConfigDict(
        extra="ignore",
        frozen=True,
        env_ignore_empty=True,
        hide_input_in_errors=True,
    )

    environment: Environment = Environment.DEVELOPMENT
    bind_host: str = "127.0.0.1"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["json", "pretty"] | None = Field(
        default=None, description="None: pretty in a terminal, JSON when piped."
    )
    otlp_endpoint: str | None = Field(default=None, description="None: spans are not exported.")
    trace_sample_ratio: float = Field(default=0.0, ge=0.0, le=1.0)

    @field_validator("log_level", "log_format", "environment", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        """Accept INFO as well as info."""
        return value.lower() if isinstance(value, str) else value

    def printable(self) -> dict[str, str]:
        """Return the settings for a person to read, secrets masked."""
        return {
            name: "**********" if isinstance(value, SecretStr) else str(value)
            for name, value in self
        }
