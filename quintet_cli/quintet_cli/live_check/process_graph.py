"""Q016: a process talks to those whose address it was given, and to nobody else.

Open connections are looked at, not spans: a call that goes around our clients leaves no span, and
most requests are not sampled.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from architecture_rules.finding import Finding

from quintet_cli.live_check.live_finding import found
from quintet_cli.live_check.machine import Machine
from quintet_cli.platform_state import PlatformState
from quintet_cli.supervision.process_catalogue import PROCESSES
from quintet_cli.supervision.process_definition import ProcessDefinition

__all__ = ["check_graph", "declared_edges", "undeclared_edges"]

_EVERY_SERVICE: Final = frozenset(each.name for each in PROCESSES if each.kind != "sandbox")
_REACHED_BY: Final[Mapping[str, frozenset[str]]] = {
    "REDIS_URL": frozenset({"redis"}),
    "RABBITMQ_URL": frozenset({"rabbitmq"}),
    "RABBITMQ_MANAGEMENT_URL": frozenset({"rabbitmq"}),
    "TOKEN_KEYS_URL": frozenset({"api_service"}),  # it shows whoever may see them its public keys
    "PAYMENT_GATEWAY_URL": frozenset({"payment_gateway_sandbox"}),
    "PAYMENT_CALLBACK_URL": frozenset({"api_service"}),
    "TELEGRAM_API_URL": frozenset({"telegram_sandbox"}),
    "TELEGRAM_SANDBOX_TOKEN": frozenset({"bot_service"}),  # it pushes updates to a webhook
    "WATCHED_SERVICES": _EVERY_SERVICE,
    **{f"{name.upper()}_URL": frozenset({name}) for name in _EVERY_SERVICE},
}
"""Whom a variable lets a process reach; databases are the business of Q011."""


def check_graph(state: PlatformState, machine: Machine) -> list[Finding]:
    """Compare the open connections between processes with those that they may open."""
    pids = {each.name: each.pid for each in state.processes if each.pid is not None}
    ports = {
        each.port: each.name for each in state.processes if each.name not in {"postgres", "mongodb"}
    }
    management = urlsplit(state.rabbitmq_management_url).port
    if management is not None:
        ports[management] = "rabbitmq"
    return list(undeclared_edges(machine, pids, ports, declared_edges(PROCESSES)))


def declared_edges(processes: Iterable[ProcessDefinition]) -> dict[str, frozenset[str]]:
    """Return whom each process may talk to, by the variables that it is granted."""
    return {
        each.name: frozenset().union(*(_REACHED_BY.get(name, frozenset()) for name in each.granted))
        for each in processes
    }


def undeclared_edges(
    machine: Machine,
    pids: Mapping[str, int],
    ports: Mapping[int, str],
    declared: Mapping[str, frozenset[str]],
) -> Iterator[Finding]:
    """Say which process talks to one that it was not told of.

    Args:
        machine: What the operating system says.
        pids: From the name of each running process to its id.
        ports: From a port of this machine to who listens there.
        declared: Whom each process may talk to; who is not in it is not looked at.
    """
    for name, allowed in declared.items():
        family = machine.family(pids[name]) if name in pids else frozenset()
        reached = {
            ports[each.port]
            for each in machine.links
            if each.pid in family and each.port in ports and each.is_to_this_machine
        }
        for other in sorted(reached - allowed - {name}):
            yield found(
                "Q016",
                name,
                f"{name} holds a connection to {other}, whose address it was not given: let it ask"
                " a data service or publish an event, or grant it that address",
            )
