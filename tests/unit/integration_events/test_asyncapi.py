"""The AsyncAPI document and its page."""

import json
import re

from integration_events.asyncapi import asyncapi_document, published_events
from integration_events.asyncapi_page import asyncapi_page
from integration_events.json_value import Json
from integration_events.subscriptions import SUBSCRIPTIONS


def references(value: Json) -> list[str]:
    """Return every `$ref` in a document."""
    match value:
        case dict():
            here = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
            return [str(ref) for ref in here] + [
                ref for part in value.values() for ref in references(part)
            ]
        case list():
            return [ref for part in value for ref in references(part)]
        case _:
            return []


def test_every_reference_leads_somewhere() -> None:
    """Channels, messages and schemas."""
    document = asyncapi_document()
    found = references(document)
    assert found
    for reference in found:
        target: Json = document
        for part in reference.removeprefix("#/").split("/"):
            assert isinstance(target, dict)
            target = target[part]


def test_every_published_event_has_a_channel_and_who_uses_it() -> None:
    """One channel, one sender; receivers as subscribed."""
    document = asyncapi_document("2.0.0")
    assert document["asyncapi"] == "3.0.0"
    channels, operations = document["channels"], document["operations"]
    assert isinstance(channels, dict)
    assert isinstance(operations, dict)
    for event in published_events():
        key = event.event_type.replace(".", "_")
        assert key in channels
        assert f"send_{key}" in operations
    for consumer in SUBSCRIPTIONS:
        assert any(name.startswith(f"{consumer}_receives_") for name in operations)


def test_the_document_is_json() -> None:
    """It goes over HTTP."""
    assert json.loads(json.dumps(asyncapi_document())) == asyncapi_document()


def test_the_page_needs_nothing_from_elsewhere() -> None:
    """No external script, style, image or font."""
    page = asyncapi_page()
    assert not re.search(r"(src|href)=[\"'](?!#)", page)
    assert "url(" not in page
    assert "@import" not in page


def test_the_page_shows_every_event() -> None:
    """With its example, its schema, who sends and who receives."""
    page = asyncapi_page()
    for event in published_events():
        assert f'id="{event.event_type}"' in page
    assert "worker_order_saga" in page
    assert '<label for="search">' in page
    assert 'lang="en"' in page
    assert 'name="viewport"' in page
