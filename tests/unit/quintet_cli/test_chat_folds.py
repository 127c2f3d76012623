"""A chat's row, rebuilt from its events."""

from datetime import UTC, datetime
from uuid import UUID

from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.domain.chats.chat import Chat
from quintet_cli.rebuilding.folds import REBUILDABLE
from quintet_cli.rebuilding.rebuildable import STORAGE_TIMES
from storage_clients import ChangeMapping
from storage_clients.mapping.event_mapping import event_from_data
from storage_clients.system_ports import SystemClock, Uuid6Ids
from storage_contracts.atomic_write import AtomicWrite

_NOW = datetime(2026, 1, 15, 10, 30, 0, 123456, tzinfo=UTC)


def test_the_events_of_a_chat_make_its_row() -> None:
    """Its link, its settings and its time zone; nothing of it is kept beside the stream."""
    chat = Chat.open(700_000_001)
    chat.link(UUID(int=1), _NOW)
    chat.choose_language("de")
    chat.choose_time_zone("Europe/Berlin")
    chat.mute()
    chat.unlink()
    chat.block()
    mapped = ChangeMapping("tests", SystemClock(), Uuid6Ids()).atomic_write(Change(saves=(chat,)))
    write = AtomicWrite.model_validate_json(mapped.model_dump_json())
    rebuildable = next(one for one in REBUILDABLE if one.kind == "chat")
    events = [event_from_data(e.event_type, e.data, e.schema_version) for e in write.events]

    rebuilt, stored = dict(rebuildable.fold(events, _NOW)), dict(write.rows[0].row)

    shown = set(rebuildable.row.model_fields) - STORAGE_TIMES
    assert {name: rebuilt[name] for name in shown} == {name: stored[name] for name in shown}
    assert rebuildable.beside == ()
