"""What this process reads from the environment."""

from typing import Annotated, ClassVar, Final

from pydantic import Field, SecretStr
from service_runtime.identity_settings import ServiceVerifierSettings
from service_runtime.production_rules import ProductionRules

from db_mongo_service.infrastructure.collections.catalogue import Retention
from db_mongo_service.infrastructure.mongo_client import ConnectionLimits

_ANSWER_SECONDS: Final = 5.0


class DbMongoServiceSettings(ServiceVerifierSettings):
    """Settings of `db_mongo_service`; every name is an environment variable in upper case.

    Attributes:
        mongodb_url: Connection string with credentials.
        mongodb_database: Name of the database.
        mongodb_pool_size: Most connections to the server.
        mongodb_timeout_seconds: Longest time of an operation, with retries.
        mongodb_server_selection_seconds: Longest wait for a primary.
        report_timeout_seconds: Longest time of a report.
        db_mongo_service_port: Port of the HTTP interface.
        analytics_events_days: Days for which events are kept. Longer than the worker's
            `traces_days`: what is told again must find itself.
        application_logs_days: Days for which log records are kept.
        user_behaviour_days: Days for which behaviour is kept after a person's last event.
    """

    mongodb_url: SecretStr
    mongodb_database: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,62}$")] = "quintet"
    mongodb_pool_size: Annotated[int, Field(ge=1, le=500)] = 20
    mongodb_timeout_seconds: Annotated[float, Field(gt=0)] = 10.0
    mongodb_server_selection_seconds: Annotated[float, Field(gt=0)] = 1.5
    report_timeout_seconds: Annotated[float, Field(gt=0)] = 25.0
    db_mongo_service_port: Annotated[int, Field(ge=0, le=65_535)] = 8002
    analytics_events_days: Annotated[int, Field(ge=90, le=3_650)] = 400
    application_logs_days: Annotated[int, Field(ge=1, le=3_650)] = 30
    user_behaviour_days: Annotated[int, Field(ge=1, le=3_650)] = 730

    production_rules: ClassVar[ProductionRules] = ProductionRules(required=("service_public_keys",))

    @property
    def longest_request_seconds(self) -> float:
        """After this time a request is ended: its operation has had its own time by then."""
        return max(self.report_timeout_seconds, self.mongodb_timeout_seconds) + _ANSWER_SECONDS

    def connection_limits(self) -> ConnectionLimits:
        """Return pool and time-outs."""
        return ConnectionLimits(
            pool_size=self.mongodb_pool_size,
            timeout_seconds=self.mongodb_timeout_seconds,
            server_selection_seconds=self.mongodb_server_selection_seconds,
        )

    def retention(self) -> Retention:
        """Return the times to live."""
        return Retention(
            analytics_events_days=self.analytics_events_days,
            application_logs_days=self.application_logs_days,
            user_behaviour_days=self.user_behaviour_days,
        )
