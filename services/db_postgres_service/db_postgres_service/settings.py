"""What the environment tells this service."""

from typing import ClassVar

from pydantic import Field, SecretStr
from service_runtime.identity_settings import ServiceVerifierSettings
from service_runtime.production_rules import ProductionRules

from db_postgres_service.infrastructure.connections.options import PoolOptions


class Settings(ServiceVerifierSettings):
    """Settings of db_postgres_service; the only process that is told where PostgreSQL is."""

    db_postgres_service_port: int = Field(default=8001, ge=0, le=65535)
    postgres_url: SecretStr = Field(examples=["postgresql://user:password@127.0.0.1:5432/quintet"])
    postgres_pool_size: int = Field(default=10, ge=1, le=200)
    # Half of what rows wait between their settlement and their removal: see retention/settling.py.
    postgres_statement_seconds: float = Field(default=10.0, gt=0, le=30)
    postgres_lock_seconds: float = Field(default=2.0, gt=0)
    postgres_startup_seconds: float = Field(default=60.0, gt=0)

    production_rules: ClassVar[ProductionRules] = ProductionRules(required=("service_public_keys",))

    def pool_options(self) -> PoolOptions:
        """Return how to connect."""
        return PoolOptions(
            url=self.postgres_url.get_secret_value(),
            size=self.postgres_pool_size,
            statement_timeout=self.postgres_statement_seconds,
            lock_timeout=self.postgres_lock_seconds,
            command_timeout=self.postgres_statement_seconds + 5.0,
            startup_timeout=self.postgres_startup_seconds,
        )
