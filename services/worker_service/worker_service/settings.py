"""What the worker reads from the environment."""

from typing import Annotated, ClassVar, Final, Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import NoDecode
from service_runtime.identity_settings import CallerSettings
from service_runtime.production_rules import ProductionRules
from storage_contracts.retention import FEWEST_DAYS

_DAY: Final = 86_400


class WorkerSettings(CallerSettings):
    """Settings of the background worker; all times are in seconds.

    Attributes:
        worker_service_port: Where its health is served.
        db_postgres_service_url: The relational data service.
        db_mongo_service_url: The document data service.
        rabbitmq_url: The broker.
        redis_url: The cache.
        payment_gateway: Which gateway takes the money.
        payment_gateway_url: The sandbox's origin.
        payment_gateway_seconds: How long the gateway may take to answer.
        stripe_api_key: Stripe's secret key, when Stripe is the gateway.
        smtp_url: The mail server; empty records mails as skipped.
        mail_from: Sender of all mails.
        one_time_key: Key of the tokens in mails, as the API's.
        public_url: Origin of the API as people reach it, for links in mails.
        watched_services: Origins whose `/ready` the health watcher looks at, by service.
        saga_sweep_seconds: How often overdue sagas are looked for.
        saga_step_seconds: How long a saga may stay in a step before it is driven again.
        reminder_sweep_seconds: How often due tasks are looked for.
        prune_seconds: How often old rows are removed, a batch of each kind at a time.
        traces_days: For how long outbox rows, inbox records and clients' keys are kept.
        ended_log_ins_days: For how long sessions and one-time tokens are kept after their end.
        metrics_seconds: How often `metrics.collected` is published.
        health_watch_seconds: How often the other processes are looked at.
        backlog_seconds: How often the queues' lengths are read.
        retry_ladder_seconds: Delays of the retry ladder, one for each rung.
        consumer_concurrency: How many messages of one consumer are worked on at the same time.
        drain_seconds: How long work in flight may take to end when the process is told to stop.
    """

    worker_service_port: int = 8004
    db_postgres_service_url: str = "http://127.0.0.1:8001"
    db_mongo_service_url: str = "http://127.0.0.1:8002"
    rabbitmq_url: SecretStr
    redis_url: SecretStr
    payment_gateway: Literal["sandbox", "stripe"] = "sandbox"
    # quintet: allow Q959 until 2027-06-30: the sandbox's alone; Stripe's is known to its client
    payment_gateway_url: str = "http://127.0.0.1:8005"
    payment_gateway_seconds: Annotated[float, Field(gt=0)] = 5.0
    stripe_api_key: SecretStr | None = None
    smtp_url: SecretStr | None = None
    mail_from: str = "quintet@example.com"
    one_time_key: Annotated[SecretStr, Field(min_length=32)]
    public_url: str = "http://127.0.0.1:8000"
    watched_services: Annotated[dict[str, str], NoDecode] = {
        "api_service": "http://127.0.0.1:8000",
        "db_postgres_service": "http://127.0.0.1:8001",
        "db_mongo_service": "http://127.0.0.1:8002",
        "bot_service": "http://127.0.0.1:8003",
    }
    saga_sweep_seconds: Annotated[float, Field(gt=0)] = 5.0
    saga_step_seconds: Annotated[float, Field(gt=0)] = 30.0
    reminder_sweep_seconds: Annotated[float, Field(gt=0)] = 5.0
    prune_seconds: Annotated[float, Field(gt=0)] = 60.0
    # The analytics keep events for ninety days at least: they must outlive the outbox.
    traces_days: Annotated[int, Field(ge=FEWEST_DAYS, le=60)] = 30
    ended_log_ins_days: Annotated[int, Field(ge=FEWEST_DAYS, le=3_650)] = 30
    metrics_seconds: Annotated[float, Field(gt=0)] = 60.0
    health_watch_seconds: Annotated[float, Field(gt=0)] = 5.0
    backlog_seconds: Annotated[float, Field(gt=0)] = 5.0
    retry_ladder_seconds: Annotated[tuple[float, ...], NoDecode] = (1.0, 5.0, 30.0, 300.0)
    consumer_concurrency: Annotated[int, Field(ge=1, le=500)] = 32
    drain_seconds: Annotated[float, Field(gt=0)] = 12.0

    production_rules: ClassVar[ProductionRules] = ProductionRules(
        required=("service_signing_key",),
        https_urls=(
            "db_postgres_service_url",
            "db_mongo_service_url",
            "public_url",
            "watched_services",
        ),
    )

    @field_validator("retry_ladder_seconds", mode="before")
    @classmethod
    def _split_seconds(cls, value: object) -> object:
        """Accepts `1,5,30,300`."""
        if isinstance(value, str):
            return tuple(float(part) for part in value.split(","))
        return value

    @field_validator("watched_services", mode="before")
    @classmethod
    def _split_services(cls, value: object) -> object:
        """Accepts `api_service=http://127.0.0.1:8000,bot_service=http://127.0.0.1:8003`."""
        if isinstance(value, str):
            pairs = (part.partition("=") for part in value.split(",") if part.strip())
            return {name.strip(): url.strip() for name, _, url in pairs}
        return value

    @model_validator(mode="after")
    def _remember_for_longer_than_the_ladder(self) -> Self:
        """What is still tried again should not yet count as given up."""
        if sum(self.retry_ladder_seconds) >= self.traces_days * _DAY / 2:
            raise ValueError(
                "TRACES_DAYS must be more than twice what RETRY_LADDER_SECONDS add up to"
            )
        return self

    @model_validator(mode="after")
    def _require_stripe_key(self) -> Self:
        """A worker that cannot take money must not start."""
        if self.payment_gateway == "stripe" and self.stripe_api_key is None:
            raise ValueError("PAYMENT_GATEWAY=stripe needs STRIPE_API_KEY")
        return self
