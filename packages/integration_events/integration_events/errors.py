"""What can be wrong with a message.

EnvelopeError
├── MalformedEnvelope       not JSON, a field missing, unknown or of the wrong type
├── UnknownEventType        the catalogue has no such event
└── UnknownSchemaVersion    newer than this process knows, or older without a way up
"""

__all__ = ["EnvelopeError", "MalformedEnvelope", "UnknownEventType", "UnknownSchemaVersion"]


class EnvelopeError(Exception):
    """A message that no retry can make readable.

    Attributes:
        code: stable snake_case name of the trouble.
    """

    code = "envelope_error"


class MalformedEnvelope(EnvelopeError):
    """The body is not an envelope of its event type; the text names the paths, not the values."""

    code = "malformed_envelope"


class UnknownEventType(EnvelopeError):
    """No event of this name is in the catalogue.

    Attributes:
        event_type: the name.
    """

    code = "unknown_event_type"

    def __init__(self, event_type: str) -> None:
        super().__init__(f"no event type {event_type!r} in the catalogue")
        self.event_type = event_type


class UnknownSchemaVersion(EnvelopeError):
    """The data's version is newer than the catalogue's, or no upcast leads up from it.

    Attributes:
        event_type: which event.
        schema_version: the version that came.
        newest: the version that the catalogue has.
    """

    code = "unknown_schema_version"

    def __init__(self, event_type: str, schema_version: int, newest: int) -> None:
        super().__init__(
            f"{event_type} version {schema_version}: this process reads up to {newest}"
        )
        self.event_type = event_type
        self.schema_version = schema_version
        self.newest = newest
