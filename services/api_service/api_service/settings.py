"""What the API reads from the environment."""

from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import NoDecode
from service_runtime.settings import ServiceSettings


class ApiSettings(ServiceSettings):
    """Settings of the public API.

    Attributes:
        api_service_port: Where it listens.
        db_postgres_service_url: The relational data service.
        db_mongo_service_url: The document data service.
        rabbitmq_url: The broker.
        redis_url: The cache.
        jwt_secret: Key of the access tokens, at least 32 characters.
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
    jwt_secret: Annotated[SecretStr, Field(min_length=32)]
    admin_email: str | None = None
    admin_password: SecretStr | None = None
    cors_origins: Annotated[tuple[str, ...], NoDecode] = ()
    payment_callback_secret: SecretStr | None = None
    rate_limit_scale: Annotated[float, Field(ge=1.0, le=1_000_000)] = 1.0

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Accepts a comma-separated list."""
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value
