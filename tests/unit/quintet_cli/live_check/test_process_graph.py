"""Q016 on machines that never were."""

from quintet_cli.live_check.machine import Link, Machine, SeenProcess
from quintet_cli.live_check.process_graph import declared_edges, undeclared_edges
from quintet_cli.supervision.process_catalogue import PROCESSES

_PIDS = {"api_service": 10, "db_postgres_service": 20, "redis": 30}
_PORTS = {8000: "api_service", 8001: "db_postgres_service", 6379: "redis"}
_DECLARED = {
    "api_service": frozenset({"db_postgres_service", "redis"}),
    "db_postgres_service": frozenset[str](),
}
_PROCESSES = {
    10: SeenProcess(10, 1, ("/usr/bin/python", "-m", "api_service"), "/data"),
    20: SeenProcess(20, 1, ("/usr/bin/python", "-m", "db_postgres_service"), "/data"),
    21: SeenProcess(21, 20, ("/usr/bin/curl",), "/data"),
    40: SeenProcess(40, 1, ("/usr/bin/curl",), "/home"),
}


def _told(*links: Link) -> list[str]:
    machine = Machine(_PROCESSES, links)
    return [each.message for each in undeclared_edges(machine, _PIDS, _PORTS, _DECLARED)]


def test_a_declared_edge_is_no_finding() -> None:
    """Control: what should be is not told."""
    assert _told(Link(10, "127.0.0.1", 8001), Link(10, "127.0.0.1", 6379)) == []


def test_a_data_service_that_calls_a_business_service_is_named() -> None:
    """Once, however many connections it holds."""
    [message] = _told(*[Link(20, "127.0.0.1", 8000)] * 3)
    assert message.startswith("db_postgres_service holds a connection to api_service")


def test_a_child_of_a_service_counts_as_it() -> None:
    """Whoever starts a program for it has not gone around the rule."""
    [message] = _told(Link(21, "::1", 6379))
    assert message.startswith("db_postgres_service holds a connection to redis")


def test_people_and_other_machines_are_left_alone() -> None:
    """A browser may ask the API; the same port elsewhere is somebody else."""
    assert _told(Link(40, "127.0.0.1", 8000), Link(20, "192.0.2.7", 8000)) == []


def test_the_graph_of_the_catalogue_is_the_one_of_the_guide() -> None:
    """Business services reach data services; data services reach nobody but their database."""
    edges = declared_edges(PROCESSES)
    kinds = {each.name: each.kind for each in PROCESSES}
    for name in ("api_service", "bot_service", "worker_service"):
        assert {"db_postgres_service", "db_mongo_service", "redis", "rabbitmq"} <= edges[name]
    assert "bot_service" not in edges["api_service"]
    assert {edges[name] for name, kind in kinds.items() if kind == "data"} == {frozenset()}
