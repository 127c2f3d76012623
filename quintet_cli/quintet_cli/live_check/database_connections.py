"""Q011: whoever talks to a database is its data service."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from architecture_rules.finding import Finding

from quintet_cli.live_check.live_finding import found
from quintet_cli.live_check.machine import LOOPBACK, Machine
from quintet_cli.platform_state import PlatformState

__all__ = ["Database", "check_connections", "compare_connections"]

_SPEAKERS = {"postgres": "db_postgres_service", "mongodb": "db_mongo_service"}


@dataclass(frozen=True, slots=True)
class Database:
    """A server that only one service may talk to.

    Attributes:
        name: Of the server.
        port: Where it listens.
        speaker: The data service.
        addresses: The addresses that it is reached under.
    """

    name: str
    port: int
    speaker: str
    addresses: frozenset[str] = LOOPBACK


def check_connections(state: PlatformState, machine: Machine) -> list[Finding]:
    """Compare the open connections with who may hold one."""
    pids = {each.name: each.pid for each in state.processes if each.pid is not None}
    databases = [
        _database(name, url)
        for name, url in (("postgres", state.postgres_url), ("mongodb", state.mongodb_url))
    ]
    watching = frozenset({state.supervisor_pid, os.getpid()})
    return list(compare_connections(machine, pids, databases, watching))


def compare_connections(
    machine: Machine,
    pids: Mapping[str, int],
    databases: Sequence[Database],
    watching: frozenset[int] = frozenset(),
) -> Iterator[Finding]:
    """Say who talks to a database that is not his.

    Args:
        machine: What the operating system says.
        pids: From the name of each declared process to its id.
        databases: The servers.
        watching: Those who ask whether a server lives: the supervisor, and this check.
    """
    owners = {member: name for name, pid in pids.items() for member in machine.family(pid)}
    for database in databases:
        links = {
            each.pid
            for each in machine.links
            if each.port == database.port and each.address in database.addresses
        }
        for pid in sorted(links, key=lambda each: each or 0):
            owner = owners.get(pid) if pid is not None else None
            if pid in watching or owner in {database.speaker, database.name}:
                continue
            who = f"{owner or 'a stranger'}, {machine.named(pid)},"
            yield found(
                "Q011",
                owner or database.name,
                f"{who} holds a connection to {database.name} (port {database.port}): only"
                f" {database.speaker} may; end it, and ask {database.speaker} instead",
            )


def _database(name: str, url: str) -> Database:
    parts = urlsplit(url)
    port = parts.port or (5432 if name == "postgres" else 27017)
    named = {parts.hostname} if parts.hostname and parts.hostname != "localhost" else set()
    return Database(name, port, _SPEAKERS[name], LOOPBACK | named)
