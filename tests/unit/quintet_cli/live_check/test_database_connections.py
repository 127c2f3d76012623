"""Q011 on machines that never were."""

from quintet_cli.live_check.database_connections import Database, compare_connections
from quintet_cli.live_check.machine import Link, Machine, SeenProcess

_PIDS = {"worker_service": 10, "db_postgres_service": 20, "postgres": 30}
_POSTGRES = Database("postgres", 5432, "db_postgres_service")
_PROCESSES = {
    10: SeenProcess(10, 1, ("/usr/bin/python", "-m", "worker_service"), "/data"),
    11: SeenProcess(11, 10, ("/usr/bin/psql", "postgresql://quintet:secret@host/"), "/data"),
    20: SeenProcess(20, 1, ("/usr/bin/python", "-m", "db_postgres_service"), "/data"),
    40: SeenProcess(40, 1, ("/usr/bin/psql",), "/home"),
}


def _told(*links: Link, watching: frozenset[int] = frozenset()) -> list[tuple[str, str]]:
    machine = Machine(_PROCESSES, links)
    found = compare_connections(machine, _PIDS, [_POSTGRES], watching)
    return [(each.path, each.message) for each in found]


def test_the_data_service_may_talk_to_its_database() -> None:
    """Control: what should be is not told."""
    assert _told(Link(20, "127.0.0.1", 5432), Link(10, "127.0.0.1", 8001)) == []


def test_a_business_service_with_a_connection_is_named() -> None:
    """Once, however many connections it holds."""
    [(path, message)] = _told(*[Link(10, "127.0.0.1", 5432)] * 3)
    assert path == "running/worker_service"
    assert message.startswith("worker_service, process 10 (python -m worker_service), holds")
    assert "only db_postgres_service may" in message


def test_a_child_of_a_business_service_counts_as_it() -> None:
    """And no argument of a command is shown: it may hold a password."""
    [(path, message)] = _told(Link(11, "::1", 5432))
    assert path == "running/worker_service"
    assert "process 11 (psql)" in message
    assert "secret" not in message


def test_a_stranger_is_named_and_who_watches_is_not() -> None:
    """Whoever asks whether the server lives must connect."""
    link = Link(40, "127.0.0.1", 5432)
    assert [path for path, _ in _told(link)] == ["running/postgres"]
    assert _told(link, watching=frozenset({40})) == []
    [(_, message)] = _told(Link(None, "127.0.0.1", 5432))
    assert "a process of another user" in message


def test_the_same_port_of_another_machine_is_another_matter() -> None:
    """Address and port together are the database."""
    assert _told(Link(10, "192.0.2.7", 5432)) == []
