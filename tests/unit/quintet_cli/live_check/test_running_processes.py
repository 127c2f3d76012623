"""Q015 on machines that never were."""

from dataclasses import replace
from pathlib import Path

from quintet_cli.live_check.machine import Listener, Machine, SeenProcess
from quintet_cli.live_check.running_processes import DeclaredProcess, compare_processes
from quintet_cli.supervision.process_catalogue import PROCESSES

_DATA = Path("/srv/shop")
_SERVICES = tuple(each.name for each in PROCESSES if each.kind != "sandbox")


def _seen(pid: int, parent: int, name: str, folder: str = "/srv/shop") -> SeenProcess:
    return SeenProcess(pid, parent, ("/usr/bin/python", "-m", name), folder)


_DECLARED = [
    *(DeclaredProcess(name, 10 + i, 8000 + i) for i, name in enumerate(_SERVICES)),
    DeclaredProcess("postgres", 60, 5432, is_server=True),
    DeclaredProcess("redis", None, 6379, is_server=True),  # runs elsewhere
]
_MACHINE = Machine(
    {
        1: SeenProcess(1, 0, ("init",), "/"),
        5: _seen(5, 1, "quintet_cli"),
        **{10 + i: _seen(10 + i, 5, name) for i, name in enumerate(_SERVICES)},
        60: SeenProcess(60, 5, ("postgres",), "/srv/shop/postgres"),
        61: SeenProcess(61, 60, ("postgres: writer",), "/srv/shop/postgres"),
    },
    listeners=(
        *(Listener(10 + i, "127.0.0.1", 8000 + i) for i in range(len(_SERVICES))),
        Listener(60, "127.0.0.1", 5432),
    ),
)


def _told(
    machine: Machine = _MACHINE, declared: list[DeclaredProcess] | None = None
) -> list[tuple[str, str]]:
    processes = _DECLARED if declared is None else declared
    told = compare_processes(machine, processes, frozenset({5}), _DATA)
    return [(name, message.partition(":")[0]) for name, message in told]


def _with(*processes: SeenProcess, listeners: tuple[Listener, ...] = ()) -> Machine:
    seen = {**_MACHINE.processes, **{each.pid: each for each in processes}}
    return replace(_MACHINE, processes=seen, listeners=(*_MACHINE.listeners, *listeners))


def test_what_is_declared_and_runs_is_not_told() -> None:
    """Control: children of servers, the supervisor and strangers elsewhere belong there."""
    assert _told() == []
    assert _told(_with(_seen(90, 1, "worker_service", "/srv/other_shop"))) == []


def test_a_process_that_does_not_run_is_named() -> None:
    """Neither known to the supervisor nor alive."""
    gone = [replace(each, pid=99 if each.port == 8004 else each.pid) for each in _DECLARED]
    assert ("worker_service", "worker_service does not run") in _told(declared=gone)
    never = [replace(each, pid=None if each.port == 8004 else each.pid) for each in _DECLARED]
    assert ("worker_service", "worker_service does not run") in _told(declared=never)


def test_a_process_that_runs_twice_is_named() -> None:
    """Left behind by a run that was killed."""
    assert _told(_with(_seen(90, 1, "worker_service"))) == [
        (
            "worker_service",
            "worker_service runs a second time as process 90 (python -m worker_service)",
        )
    ]


def test_an_undeclared_process_of_the_folder_is_named() -> None:
    """Whatever it is."""
    stranger = SeenProcess(90, 1, ("/usr/bin/miner", "--quiet"), "/srv/shop/logs")
    assert _told(_with(stranger)) == [
        ("undeclared", "process 90 (miner) runs from the data folder and is not declared")
    ]
    unknown = [*_DECLARED, DeclaredProcess("shadow_service", 11, 8001)]
    assert ("shadow_service", "shadow_service is not in the catalogue of processes") in _told(
        declared=unknown
    )


def test_a_service_that_is_not_supervised_is_named() -> None:
    """All five are there, or it is no platform."""
    rest = [each for each in _DECLARED if each.name != "bot_service"]
    assert ("bot_service", "bot_service is not supervised") in _told(declared=rest)


def test_a_second_process_of_a_service_is_named() -> None:
    """One service, one process, one event loop."""
    child = SeenProcess(90, 14, ("/usr/bin/python", "-c", "pass"), "/")
    assert _told(_with(child)) == [("worker_service", "worker_service started process 90 (python)")]


def test_a_port_that_the_network_reaches_is_named_unless_it_is_declared() -> None:
    """BIND_HOST in its own environment declares it."""
    wide = (Listener(14, "0.0.0.0", 8014),)  # noqa: S104  what must be found
    [(name, message)] = _told(_with(listeners=wide))
    assert name == "worker_service"
    assert message.startswith("worker_service listens on 0.0.0.0")
    bound = replace(_MACHINE.processes[14], bind_host="0.0.0.0")  # noqa: S104  as declared
    assert _told(_with(bound, listeners=wide)) == []


def test_a_process_that_is_deaf_on_its_port_is_named() -> None:
    """Somebody else may have taken it."""
    deaf = replace(_MACHINE, listeners=_MACHINE.listeners[1:])
    assert _told(deaf) == [("api_service", "api_service does not listen on its port 8000")]
