"""No collection grows for ever unless somebody says why."""

import pytest
from db_mongo_service.infrastructure.collections.catalogue import Retention, all_collections
from db_mongo_service.infrastructure.collections.collection_definition import (
    CollectionDefinition,
    IndexDefinition,
)

EXPIRY = IndexDefinition("expiry", (("recorded_at", 1),), expire_after_seconds=1)


def test_says_which_collections_stay_for_good() -> None:
    """The others have an index that expires their documents."""
    stay = {one.name for one in all_collections(Retention()) if one.kept_because is not None}
    assert stay == {"order_facts", "attachments"}


@pytest.mark.parametrize("indexes", [(), (IndexDefinition("by_time", (("time", 1),)),)])
def test_refuses_a_collection_that_neither_expires_nor_stays_for_a_reason(
    indexes: tuple[IndexDefinition, ...],
) -> None:
    """The process does not start with it."""
    with pytest.raises(ValueError, match="either an index expires documents, or say why"):
        CollectionDefinition("notes", ("_id",), {}, indexes)


def test_refuses_a_reason_to_keep_what_expires() -> None:
    """One of both is wrong."""
    with pytest.raises(ValueError, match="notes"):
        CollectionDefinition("notes", ("_id",), {}, (EXPIRY,), kept_because="I said so")
