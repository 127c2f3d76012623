"""The hexagon's events and the published ones are the same, field by field."""

from dataclasses import fields

import pytest
from business_hexagon.application.event_handlers import consumers
from integration_events.catalogue import CATALOGUE
from integration_events.subscriptions import INBOX_CONSUMERS, SUBSCRIPTIONS, WITHOUT_INBOX
from storage_clients.mapping.event_types import EVENTS_BY_TYPE


@pytest.mark.parametrize("event_type", EVENTS_BY_TYPE)
def test_a_domain_event_has_the_fields_of_its_published_form(event_type: str) -> None:
    """One record serves audit, rebuild and publication."""
    assert event_type in CATALOGUE
    published = set(CATALOGUE[event_type].data.model_fields)
    assert {item.name for item in fields(EVENTS_BY_TYPE[event_type])} == published


def test_every_consumer_listens_to_events_of_the_catalogue() -> None:
    """A misspelt subscription would be a queue that stays empty for ever."""
    for consumer, patterns in SUBSCRIPTIONS.items():
        unknown = [name for name in patterns if name != "#" and name not in CATALOGUE]
        assert unknown == [], consumer


def test_every_inbox_is_verified_under_the_name_that_its_handlers_claim_with() -> None:
    """Otherwise `quintet verify` looks for records that nobody writes, or overlooks a consumer."""
    named = {value for name, value in vars(consumers).items() if name.isupper()}
    assert named == set(INBOX_CONSUMERS)
    assert set(SUBSCRIPTIONS) >= WITHOUT_INBOX
