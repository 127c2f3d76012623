"""The AsyncAPI 3.0 document of all events, generated from the catalogue and the subscriptions."""

from typing import Final

from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema

from integration_events.catalogue import CATALOGUE
from integration_events.event_definition import Delivery, EventDefinition
from integration_events.json_value import Json, JsonObject
from integration_events.subscriptions import INSTANCE_SUBSCRIPTIONS, SUBSCRIPTIONS, event_types_for

__all__ = ["asyncapi_document", "example_message", "published_events"]

_REF: Final = "#/components/schemas/{model}"
_JSON: TypeAdapter[JsonObject] = TypeAdapter(JsonObject)
_EXCHANGE: Final = "quintet_events"
_ABOUT: Final = (
    "Every event that the services of Quintet tell each other. The body of a message has exactly "
    "seven fields; schema version, stream, version in the stream, trace context and attempt "
    "travel in its headers. Events of one aggregate are published in their order. A business "
    "event may arrive more than once, so consumers remember the ids of what they have applied."
)


def published_events() -> list[EventDefinition]:
    """Return the events that go over the broker, in the order of the catalogue."""
    return [
        definition
        for definition in CATALOGUE.values()
        if definition.delivery is not Delivery.STORED_ONLY
    ]


def example_message(definition: EventDefinition) -> JsonObject:
    """Return the body of one such message."""
    return {
        "event_type": definition.event_type,
        "event_id": "1f0c7a52-55f2-6d10-b1a9-0242ac120002",
        "timestamp": "2026-01-15T10:30:00Z",
        "service": definition.origins[0],
        "request_id": "0b9f7c1e6a5d4c3b",
        "user_id": "1f0c7a52-1111-6d10-b1a9-0242ac120002",
        "data": definition.example,
    }


def asyncapi_document(version: str = "1.0.0") -> JsonObject:
    """Return the document.

    Args:
        version: version of the application.
    """
    events = published_events()
    channels: JsonObject = {_key(event.event_type): _channel(event) for event in events}
    messages: JsonObject = {_key(event.event_type): _message(event) for event in events}
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Quintet events", "version": version, "description": _ABOUT},
        "defaultContentType": "application/json",
        "channels": channels,
        "operations": {**_sends(events), **_receives()},
        "components": {"messages": messages, "schemas": _schemas(events)},
    }


def _key(event_type: str) -> str:
    return event_type.replace(".", "_")


def _reference(*path: str) -> JsonObject:
    return {"$ref": "#/" + "/".join(path)}


def _channel(event: EventDefinition) -> JsonObject:
    key = _key(event.event_type)
    return {
        "address": event.event_type,
        "description": event.description,
        "messages": {key: _reference("components", "messages", key)},
        "bindings": {
            "amqp": {
                "is": "routingKey",
                "exchange": {"name": _EXCHANGE, "type": "topic", "durable": True},
                "bindingVersion": "0.3.0",
            }
        },
    }


def _message(event: EventDefinition) -> JsonObject:
    headers: JsonObject = {
        "schema_version": {"type": "integer", "const": event.schema_version},
        "attempt": {"type": "integer", "minimum": 1},
        "traceparent": {"type": "string"},
    }
    if event.aggregate is not None:
        headers["aggregate"] = {"type": "string", "examples": [f"{event.aggregate}/<uuid>"]}
        headers["aggregate_version"] = {"type": "integer", "minimum": 1}
    return {
        "name": event.event_type,
        "title": event.event_type,
        "summary": event.description,
        "contentType": "application/json",
        "tags": [{"name": event.pattern.value}, {"name": event.delivery.value}],
        "headers": {"type": "object", "properties": headers},
        "payload": _envelope(event),
        "examples": [{"name": event.event_type, "payload": example_message(event)}],
    }


def _envelope(event: EventDefinition) -> JsonObject:
    uuid: JsonObject = {"type": "string", "format": "uuid"}
    fields: JsonObject = {
        "event_type": {"type": "string", "const": event.event_type},
        "event_id": uuid,
        "timestamp": {"type": "string", "format": "date-time"},
        "service": {"type": "string"},
        "request_id": {"type": "string"},
        "user_id": {"anyOf": [uuid, {"type": "null"}]},
        "data": _reference("components", "schemas", event.data.__name__),
    }
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [*fields],
        "properties": fields,
    }


def _sends(events: list[EventDefinition]) -> JsonObject:
    return {
        f"send_{_key(event.event_type)}": {
            "action": "send",
            "channel": _reference("channels", _key(event.event_type)),
            "summary": event.description,
            "tags": [{"name": service} for service in event.origins],
        }
        for event in events
    }


def _receives() -> JsonObject:
    operations: JsonObject = {}
    for consumer in (*SUBSCRIPTIONS, *INSTANCE_SUBSCRIPTIONS):
        for event_type in event_types_for(consumer):
            operations[f"{consumer}_receives_{_key(event_type)}"] = {
                "action": "receive",
                "channel": _reference("channels", _key(event_type)),
                "tags": [{"name": consumer}],
            }
    return operations


def _schemas(events: list[EventDefinition]) -> Json:
    models = {event.data for event in events}
    _, document = models_json_schema(
        [(model, "serialization") for model in sorted(models, key=lambda model: model.__name__)],
        ref_template=_REF,
    )
    return _JSON.validate_python(document)["$defs"]
