"""Groups of variables that kinds of processes are given; each its own port besides."""

from typing import Final

TLS_VARIABLES: Final = (
    "TLS_CERTIFICATE_FILE",
    "TLS_KEY_FILE",
    "TLS_CA_FILE",
    "TLS_REQUIRE_CLIENT",
)
"""Each process has its own; set with `--tls` and never otherwise."""

COMMON: Final = (
    *TLS_VARIABLES,
    "ENVIRONMENT",
    "LOG_LEVEL",
    "LOG_FORMAT",
    "OTLP_ENDPOINT",
    "TRACE_SAMPLE_RATIO",
    "BIND_HOST",
    "TRUSTED_PROXIES",
    "FORWARDED_HEADER",
)
BUSINESS: Final = (
    *COMMON,
    "SERVICE_SIGNING_KEY",
    "SERVICE_SIGNING_KEY_FILE",
    "DB_POSTGRES_SERVICE_URL",
    "DB_MONGO_SERVICE_URL",
    "RABBITMQ_URL",
    "REDIS_URL",
    "RETRY_LADDER_SECONDS",
    "METRICS_SECONDS",
    "HEALTH_WATCH_SECONDS",
)

VERIFIER: Final = ("SERVICE_PUBLIC_KEYS", "SERVICE_PUBLIC_KEYS_FILE")
"""What a data service knows its callers by."""
