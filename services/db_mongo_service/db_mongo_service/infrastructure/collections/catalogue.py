"""Every collection of this service, in one list."""

from dataclasses import dataclass
from typing import Final

from db_mongo_service.infrastructure.collections.analytics_events import (
    analytics_events_collection,
)
from db_mongo_service.infrastructure.collections.application_logs import (
    application_logs_collection,
)
from db_mongo_service.infrastructure.collections.attachments import ATTACHMENTS
from db_mongo_service.infrastructure.collections.collection_definition import CollectionDefinition
from db_mongo_service.infrastructure.collections.order_facts import ORDER_FACTS
from db_mongo_service.infrastructure.collections.user_behaviour import user_behaviour_collection

_DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Retention:
    """For how many days documents are kept; figures about orders, and files, are kept for good."""

    analytics_events_days: int = 400
    application_logs_days: int = 30
    user_behaviour_days: int = 730


def all_collections(retention: Retention) -> tuple[CollectionDefinition, ...]:
    """Return the definitions of all collections under these times to live."""
    return (
        analytics_events_collection(retention.analytics_events_days * _DAY),
        ORDER_FACTS,
        user_behaviour_collection(retention.user_behaviour_days * _DAY),
        application_logs_collection(retention.application_logs_days * _DAY),
        ATTACHMENTS,
    )
