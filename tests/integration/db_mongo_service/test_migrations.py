"""`python -m db_mongo_service migrate`."""

import pytest
from db_mongo_service.composition_root import migrate
from db_mongo_service.infrastructure.collections.catalogue import Retention, all_collections
from db_mongo_service.infrastructure.mongo_client import (
    ConnectionLimits,
    new_mongo_client,
    open_store,
)
from db_mongo_service.settings import DbMongoServiceSettings
from pydantic import SecretStr
from pymongo.errors import WriteError

pytestmark = pytest.mark.integration


async def test_makes_and_mends_collections_and_then_changes_nothing(
    mongodb_url: str,
    fresh_mongodb_database: str,
) -> None:
    """Lost indexes, other validators and other times to live are put right, and only these."""
    settings = DbMongoServiceSettings(
        mongodb_url=SecretStr(mongodb_url),
        mongodb_database=fresh_mongodb_database,
    )
    definitions = all_collections(Retention())
    made = await migrate(settings)
    assert len(made) == len(definitions) + sum(len(one.indexes) for one in definitions)
    assert await migrate(settings) == []

    async with new_mongo_client(mongodb_url, ConnectionLimits()) as client:
        database = open_store(client, fresh_mongodb_database, ConnectionLimits()).database
        events = database.get_collection("analytics_events")
        await events.drop_index("by_time")
        await events.drop_index("by_user")
        await events.create_index([("user_key", 1)], name="by_user")
        await events.create_index([("amount", 1)], name="of_a_person")
        await database.command({"collMod": "order_facts", "validator": {}})
    shorter = settings.model_copy(update={"application_logs_days": 7})
    assert {(step.collection, step.action, step.detail) for step in await migrate(shorter)} == {
        ("analytics_events", "index_created", "by_time"),
        ("analytics_events", "index_rebuilt", "by_user"),
        ("analytics_events", "unknown_index_left_alone", "of_a_person"),
        ("order_facts", "validator_updated", ""),
        ("application_logs", "time_to_live_updated", "expiry"),
    }


async def test_refuses_documents_that_break_the_schema(
    mongodb_url: str,
    settings: DbMongoServiceSettings,
    database: object,
) -> None:
    """The validator holds for whoever writes, not only for this service."""
    assert database is not None
    async with new_mongo_client(mongodb_url, ConnectionLimits()) as client:
        facts = open_store(client, settings.mongodb_database, ConnectionLimits()).collection(
            "order_facts"
        )
        for field, value in (("amount", 1.5), ("country", "England"), ("surprise", 1)):
            with pytest.raises(WriteError, match="failed validation"):
                await facts.insert_one({field: value})
