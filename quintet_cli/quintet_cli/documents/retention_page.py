"""The page that tells for how long everything is kept, made from what the tables declare.

`make documents` writes it, from the project's root.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from db_mongo_service.infrastructure.collections.catalogue import Retention, all_collections
from db_mongo_service.infrastructure.collections.collection_definition import CollectionDefinition
from db_postgres_service.infrastructure.schema import ALL_TABLES
from db_postgres_service.infrastructure.schema.retention import RETENTION

PAGE: Final = Path("docs/guides/retention.md")
"""From the project's root."""

_DAY: Final = 86_400

_HEAD: Final = """# For how long everything is kept

What grows with traffic either leaves one day or stays for a reason. Each table and collection says
which in its definition; one that says nothing fails a test, or does not start. This page is made
from what they say (`make documents`); a test fails when it is stale. Why it is built like this:
[0037](../adr/0037_traces_of_settled_events_leave.md).

| setting of `worker_service` | | |
| --- | --- | --- |
| `TRACES_DAYS` | 30 | outbox rows, inbox records, clients' keys; 7 to 60 |
| `ENDED_LOG_INS_DAYS` | 30 | sessions and one-time tokens, after their end; 7 at least |
| `PRUNE_SECONDS` | 60 | between two rounds; each removes at most 5,000 rows of a kind |

A worker does it, two may; killed at any moment, it goes on where it was. Rows are old when its
clock and the database's both say so. `retention_pruned_total` counts what left, `rows_pruned` in
the log says it of each round.

An event is **settled** when it was published `TRACES_DAYS` ago, and everything before it. That is
written down with the number of events so far, and a row for each consumer that has not applied one
of them. A minute later its traces leave. From then on every message about it is a repetition,
except to the consumers that are written down: **a dead letter of any age can be redriven**, and is
applied once. `quintet verify` compares the number, goes on to name what was not applied, and is as
strict as ever about all younger events. An event that was never published is not settled, and none
after it: the outbox then grows until somebody mends what `verify` names.
"""

_ELSEWHERE: Final = """## Elsewhere

| what | kept | why |
| --- | --- | --- |
| Redis: copies of products and standings | seconds to a minute | read again from the data service |
| Redis: limits | until their window ends | the library's scripts say so |
| Redis: codes that link chats | 10 minutes | longer than anybody types |
| Redis: updates that were handled | 2 days | Telegram repeats one for a day |
| Redis: carts and dialogues | 7 days (`DIALOGUE_DAYS`) | nobody comes back to one |
| Redis: where an order is shown, ids of photos | 30 days | shown or uploaded anew |
| Redis: which events people were told of | 30 days | a dead letter redriven later tells again |
| queues, rungs of the ladder | until they are handled | workers run |
| dead letters | until somebody redrives them | `quintet verify` names the missing effects |
| sandboxes' files, logs of `quintet up` | in the data folder | `make clean_data` |
| generated data services | for good, up to `..._MEGABYTES` | the engine bounds the file |

What is kept for good grows with the business, the event store first: it is what the rows can be
rebuilt from, and it holds the audit. Moving old streams elsewhere would be a decision of its own.
"""


def retention_page() -> str:
    """The page in Markdown."""
    parts = [_HEAD, *_tables(), "", *_collections(), "", _ELSEWHERE]
    return "\n".join(parts)


def _tables() -> Iterator[str]:
    yield from ("## PostgreSQL", "", "| table | kept | why |", "| --- | --- | --- |")
    for table in sorted(ALL_TABLES, key=lambda table: table.name):
        said = table.info[RETENTION]
        yield f"| `{table.name}` | {said.until} | {said.why} |"


def _collections() -> Iterator[str]:
    yield from ("## MongoDB", "", "| collection | kept | why |", "| --- | --- | --- |")
    for collection in sorted(all_collections(Retention()), key=lambda each: each.name):
        yield f"| `{collection.name}` | {_kept(collection)} |"


def _kept(collection: CollectionDefinition) -> str:
    for index in collection.indexes:
        if index.expire_after_seconds is not None:
            days, (field, _) = index.expire_after_seconds // _DAY, index.keys[0]
            variable = f"{collection.name.upper()}_DAYS"
            return f"{days} days after `{field}` (`{variable}`) | the server removes it"
    return f"for good | {collection.kept_because}"


if __name__ == "__main__":
    PAGE.write_text(retention_page(), encoding="utf_8")
