"""Q013 on databases that never were."""

from dataclasses import replace

from db_mongo_service.infrastructure.collections.catalogue import Retention, all_collections
from quintet_cli.live_check.document_schema import (
    FoundCollection,
    FoundIndex,
    compare_collections,
)
from quintet_cli.live_check.relational_schema import (
    Relation,
    compare_relations,
    declared_relations,
)

_COLLECTIONS = all_collections(Retention())


def _relations() -> dict[str, Relation]:
    versions = Relation(frozenset({"version_num"}), frozenset({"alembic_version_pkc"}))
    return {**declared_relations(), "alembic_version": versions}


def _told(real: dict[str, Relation]) -> list[str]:
    return [each.partition(":")[0] for each in compare_relations(declared_relations(), real)]


def test_a_migrated_database_is_not_told() -> None:
    """Control: the table of revisions belongs to it."""
    assert _told(_relations()) == []


def test_unknown_and_missing_tables_are_named() -> None:
    """By their names."""
    real = _relations()
    real["orders_backup"] = real.pop("orders")
    assert _told(real) == ["table orders_backup is in no migration", "table orders is missing"]


def test_columns_and_indexes_are_compared() -> None:
    """In both directions."""
    real = _relations()
    orders = real["orders"]
    real["orders"] = replace(
        orders,
        columns=orders.columns - {"status"},
        indexes=orders.indexes - {"orders_pkey"} | {"by_hand"},
    )
    assert _told(real) == [
        "column orders.status is missing",
        "index orders.orders_pkey is missing",
        "index orders.by_hand is in no migration",
    ]


def test_a_foreign_key_without_index_is_named() -> None:
    """A deletion would read the whole table for it."""
    real = _relations()
    unindexed = frozenset({"refunds_order_id_fkey"})
    real["refunds"] = replace(real["refunds"], unindexed=unindexed)
    assert _told(real) == ["foreign key refunds_order_id_fkey of table refunds has no index"]


def _documents() -> dict[str, FoundCollection]:
    return {
        each.name: FoundCollection(
            {
                index.name: FoundIndex(
                    index.keys, index.unique, index.expire_after_seconds is not None
                )
                for index in each.indexes
            }
        )
        for each in _COLLECTIONS
    }


def _told_of_documents(real: dict[str, FoundCollection]) -> list[str]:
    return [each.partition(":")[0] for each in compare_collections(_COLLECTIONS, real)]


def test_declared_collections_are_not_told() -> None:
    """Control: MongoDB's own collections belong to it."""
    assert _told_of_documents({**_documents(), "system.views": FoundCollection({})}) == []


def test_collections_are_compared() -> None:
    """Unknown, missing and with another validator."""
    real = _documents()
    real["old_files"] = real.pop("attachments")
    real["order_facts"] = replace(real["order_facts"], has_declared_validator=False)
    assert _told_of_documents(real) == [
        "collection old_files is not declared",
        "collection order_facts has another validator than declared",
        "collection attachments is missing",
    ]


def test_indexes_of_collections_are_compared() -> None:
    """Unknown, missing and made otherwise."""
    real = _documents()
    real["attachments"] = FoundCollection({"by_hand": FoundIndex((("size", 1),))})
    assert _told_of_documents(real) == [
        "index attachments.by_hand is not declared",
        "index attachments.by_slot is missing",
    ]
    [(name, index)] = _documents()["attachments"].indexes.items()
    real["attachments"] = FoundCollection({name: replace(index, unique=False)})
    assert _told_of_documents(real) == ["index attachments.by_slot is made otherwise than declared"]
