"""What the API reads from the environment."""

from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import NoDecode
from service_runtime.identity_settings import CallerSettings, key_source
from service_runtime.production_rules import ProductionRules
from service_runtime.settings import Environment
from signed_tokens import KeySource


class ApiSettings(CallerSettings):
    """Settings of the public API.

    Attributes:
        api_service_port: Where it listens.
        db_postgres_service_url: The relational data service.
        db_mongo_service_url: The document data service.
        rabbitmq_url: The broker.
        redis_url: The cache.
        token_signing_keys: Private JWKS of the access tokens; the first key signs, all verify.
        token_signing_keys_file: A file that holds it; wins, and may be replaced while we run.
        token_issuer: Claim `iss` of the access tokens: the address of this API.
        one_time_key: Key of the tokens in mails and of authorization codes, as the worker's.
        require_verified_email: Refuse log ins until the address is proven; by default in
            production.
        admin_email: The administrator who exists from the first start; None makes nobody.
        admin_password: That administrator's password.
        cors_origins: Origins whose pages may call the API; none by default.
        payment_callback_secret: Key of the signatures on the sandbox gateway's callbacks.
        rate_limit_scale: Multiplies all rate limits, for load tests; 1 in production.
    """

    api_service_port: int = 8000
    db_postgres_service_url: str = "http://127.0.0.1:8001"
    db_mongo_service_url: str = "http://127.0.0.1:8002"
    rabbitmq_url: SecretStr
    redis_url: SecretStr
    token_signing_keys: SecretStr | None = None
    token_signing_keys_file: Path | None = None
    token_issuer: str = "http://127.0.0.1:8000"  # noqa: S105  an address
    one_time_key: Annotated[SecretStr, Field(min_length=32)]
    require_verified_email: bool | None = None
    admin_email: str | None = None
    admin_password: SecretStr | None = None
    cors_origins: Annotated[tuple[str, ...], NoDecode] = ()
    payment_callback_secret: SecretStr | None = None
    rate_limit_scale: Annotated[float, Field(ge=1.0, le=1_000_000)] = 1.0

    production_rules: ClassVar[ProductionRules] = ProductionRules(
        required=("service_signing_key", "token_signing_keys", "payment_callback_secret"),
        https_urls=(
            "db_postgres_service_url",
            "db_mongo_service_url",
            "token_issuer",
            "cors_origins",
        ),
        must_be={"require_verified_email": True, "rate_limit_scale": 1.0},
        shortest={"admin_password": 16},
    )

    @property
    def refuses_unverified_email(self) -> bool:
        """Whether who never proved an address is refused."""
        if self.require_verified_email is None:
            return self.environment is Environment.PRODUCTION
        return self.require_verified_email

    @property
    def token_keys(self) -> KeySource:
        """Where the keys of the access tokens come from.

        Raises:
            ValueError: There are none.
        """
        return key_source(
            "TOKEN_SIGNING_KEYS", self.token_signing_keys, self.token_signing_keys_file
        )

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Accepts a comma-separated list."""
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value
