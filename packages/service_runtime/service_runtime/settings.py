"""The settings every process has; services inherit and add their own.

Values come from the environment only, names in any case, without a prefix; or from the files that
variables with the suffix `_FILE` name.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, ClassVar, Literal, Self

from http_transport import ClientTls
from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from service_runtime.client_address import ForwardedHeader, TrustedProxies
from service_runtime.file_settings import FileSettingsSource
from service_runtime.production_rules import ProductionRules, production_problems
from service_runtime.server_tls import ServerTls

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
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Addresses and networks whose word on the client's address counts."
    )
    forwarded_header: ForwardedHeader = Field(
        default="x_forwarded_for", description="The one header that they write."
    )
    tls_certificate_file: Path | None = Field(default=None, description="None: plain http.")
    tls_key_file: Path | None = None
    tls_ca_file: Path | None = Field(
        default=None, description="Whom we trust; None: whom the system trusts."
    )
    tls_require_client: bool = Field(
        default=False, description="Let in only who shows a certificate of that authority."
    )

    production_rules: ClassVar[ProductionRules] = ProductionRules()
    """What the service needs in production; subclasses set their own."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  not used on purpose
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  not used on purpose
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read arguments, then the environment, then the files that it names."""
        return init_settings, env_settings, FileSettingsSource(settings_cls)

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _split_proxies(cls, value: object) -> object:
        """Accept a comma-separated list."""
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _check_proxies(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """Refuse what is no address, at the start instead of with the first request."""
        TrustedProxies.parse(value)
        return value

    @model_validator(mode="after")
    def _check_files(self) -> Self:
        """Refuse a value that is given twice, also where the process re-reads its file."""
        values: dict[str, object] = dict(self)
        for name, value in values.items():
            if value is not None and values.get(f"{name}_file") is not None:
                raise ValueError(f"{name.upper()}_FILE and {name.upper()} are both set; unset one")
        return self

    @model_validator(mode="after")
    def _check_tls(self) -> Self:
        """Refuse half a certificate."""
        if (self.tls_certificate_file is None) != (self.tls_key_file is None):
            raise ValueError("TLS_CERTIFICATE_FILE and TLS_KEY_FILE need each other")
        if self.tls_require_client and self.tls_ca_file is None:
            raise ValueError("TLS_REQUIRE_CLIENT needs TLS_CA_FILE")
        return self

    @model_validator(mode="after")
    def _check_production(self) -> Self:
        """Refuse to start in production with what only development may have."""
        if self.environment is Environment.PRODUCTION:
            problems = production_problems(dict(self), self.production_rules)
            if problems:
                raise ValueError("not fit for production: " + "; ".join(problems))
        return self

    def proxies(self) -> TrustedProxies:
        """Return who finds the address of a client."""
        return TrustedProxies.parse(self.trusted_proxies, self.forwarded_header)

    def server_tls(self) -> ServerTls | None:
        """Return the files that the server needs, None for plain http."""
        if self.tls_certificate_file is None or self.tls_key_file is None:
            return None
        authority = self.tls_ca_file if self.tls_require_client else None
        return ServerTls(self.tls_certificate_file, self.tls_key_file, authority)

    def client_tls(self) -> ClientTls | None:
        """Return what our clients trust and show, None for whom the system trusts.

        The certificate of a process serves both of its sides.
        """
        if self.tls_ca_file is None:
            return None
        return ClientTls(self.tls_ca_file, self.tls_certificate_file, self.tls_key_file)

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
