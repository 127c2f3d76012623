"""Names of the message headers: what the envelope has no room for."""

from typing import Final

SCHEMA_VERSION: Final = "schema_version"
"""Version of the data."""

AGGREGATE: Final = "aggregate"
"""Stream of the event, such as `order/<uuid>`."""

AGGREGATE_VERSION: Final = "aggregate_version"
"""Version of the event in its stream."""

TRACEPARENT: Final = "traceparent"
"""W3C trace context."""

ATTEMPT: Final = "attempt"
"""Which attempt this is; the first is 1."""

ERROR: Final = "error"
"""What the last failed attempt died of."""

REASON: Final = "reason"
"""Why a dead letter is one: a stable snake_case word."""

FIRST_FAILED_AT: Final = "first_failed_at"
LAST_FAILED_AT: Final = "last_failed_at"

REDRIVEN: Final = "redriven"
"""How many times a person sent the dead letter back to work."""

BROKER_DEATHS: Final = "x-death"
"""The broker's own record of why it moved the message. Never copied into a new message: the
broker reads it there and drops what seems to go in circles."""
