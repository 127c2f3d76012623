"""The published language: versioned, validated event types and their catalogue.

Start at `catalogue` (every event type), `subscriptions` (who listens to what) and `envelope`
(reading and writing messages).
"""

from integration_events.catalogue import CATALOGUE, definition_of
from integration_events.envelope import Envelope, new_envelope, parse_envelope
from integration_events.errors import (
    EnvelopeError,
    MalformedEnvelope,
    UnknownEventType,
    UnknownSchemaVersion,
)
from integration_events.event_data import EventData
from integration_events.event_definition import Delivery, EventDefinition, Pattern
from integration_events.subscriptions import SUBSCRIPTIONS

__all__ = [
    "CATALOGUE",
    "SUBSCRIPTIONS",
    "Delivery",
    "Envelope",
    "EnvelopeError",
    "EventData",
    "EventDefinition",
    "MalformedEnvelope",
    "Pattern",
    "UnknownEventType",
    "UnknownSchemaVersion",
    "definition_of",
    "new_envelope",
    "parse_envelope",
]
