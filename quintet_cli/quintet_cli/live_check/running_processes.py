"""Q015: each declared process runs once, nothing else does, and they listen where they should."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from architecture_rules.finding import Finding

from quintet_cli.live_check.live_finding import found
from quintet_cli.live_check.machine import LOOPBACK, Machine
from quintet_cli.platform_state import PlatformState
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.servers.process_record import ProcessRecord
from quintet_cli.supervision.process_catalogue import PROCESSES

__all__ = ["DeclaredProcess", "check_processes", "compare_processes"]

_CATALOGUE: Final = frozenset(each.name for each in PROCESSES)
_ALWAYS: Final = tuple(each.name for each in PROCESSES if each.name.endswith("_service"))


@dataclass(frozen=True, slots=True)
class DeclaredProcess:
    """A process that should run: its id and port as the supervisor knows them."""

    name: str
    pid: int | None
    port: int
    is_server: bool = False


def check_processes(state: PlatformState, machine: Machine) -> list[Finding]:
    """Compare the processes that run with those that the supervisor declares."""
    declared = [
        DeclaredProcess(each.name, each.pid, each.port, each.kind == "server")
        for each in state.processes
    ]
    data = DataFolder(state.data_folder)
    records = (ProcessRecord.load(path) for path in data.records.glob("*.json"))
    known = {each.pid for each in records if each is not None and each.is_alive()}
    known |= {state.supervisor_pid} | machine.ancestors(os.getpid())
    messages = compare_processes(machine, declared, frozenset(known), state.data_folder)
    return [found("Q015", name, message) for name, message in messages]


def compare_processes(
    machine: Machine, declared: list[DeclaredProcess], known: frozenset[int], data_folder: Path
) -> Iterator[tuple[str, str]]:
    """Say what is missing, doubled, undeclared, or open to the network.

    Args:
        machine: What the operating system says.
        declared: What should run.
        known: Other processes that may run from the data folder: supervisor, port mapper, we.
        data_folder: Where services run.

    Yields:
        The name of a process, and what is wrong with it.
    """
    names = {each.name for each in declared}
    for name in _ALWAYS:
        if name not in names:
            yield name, f"{name} is not supervised: `quintet down`, then `quintet up`"
    for each in declared:
        if not each.is_server and each.name not in _CATALOGUE:
            yield each.name, f"{each.name} is not in the catalogue of processes: declare or end it"
        if each.pid is not None and each.pid in machine.processes:
            yield from ((each.name, said) for said in _of_one(machine, each))
        elif each.pid is not None or not each.is_server:  # a server may run elsewhere
            yield each.name, f"{each.name} does not run: see `quintet logs {each.name}`"
    families = {pid for each in declared if each.pid for pid in machine.family(each.pid)}
    yield from _undeclared(machine, families | known, names, data_folder)


def _of_one(machine: Machine, process: DeclaredProcess) -> Iterator[str]:
    pid = process.pid or 0
    family = machine.family(pid)
    seen = machine.processes[pid]
    listeners = [each for each in machine.listeners if each.pid in family]
    if not any(each.port == process.port for each in listeners):
        yield f"{process.name} does not listen on its port {process.port}: restart it"
    for each in listeners:
        if each.address not in LOOPBACK and (process.is_server or seen.bind_host is None):
            yield (
                f"{process.name} listens on {each.address}:{each.port}, which the network reaches:"
                " bind it to 127.0.0.1, or declare it by BIND_HOST"
            )
    if not process.is_server:
        for child in sorted(family - {pid}):
            yield f"{process.name} started {machine.named(child)}: one service is one process"


def _undeclared(
    machine: Machine, expected: set[int] | frozenset[int], names: set[str], data_folder: Path
) -> Iterator[tuple[str, str]]:
    for pid, seen in sorted(machine.processes.items()):
        if pid in expected or not seen.folder or not Path(seen.folder).is_relative_to(data_folder):
            continue
        module = seen.command[2] if seen.command[1:2] == ("-m",) and seen.command[2:] else ""
        if module in names:
            yield module, f"{module} runs a second time as {seen}: end it"
        else:
            yield "undeclared", f"{seen} runs from the data folder and is not declared: end it"
