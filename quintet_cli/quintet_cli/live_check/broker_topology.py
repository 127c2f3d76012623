"""Q012: the broker holds the declared exchanges, queues and bindings, and nothing else."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from architecture_rules.finding import Finding
from message_bus.retry_ladder import DEFAULT_LADDER, RetryLadder
from message_bus.topology import EVENTS_EXCHANGE, Topology, build_topology

from quintet_cli.live_check.broker_contents import BrokerContents, FoundQueue, read_broker
from quintet_cli.live_check.live_finding import found
from quintet_cli.live_check.machine import variable_of
from quintet_cli.platform_state import PlatformState

__all__ = ["check_broker", "compare_broker"]

_OF_ONE_PROCESS: Final = re.compile(r"[a-z][a-z_]*_[0-9a-f]{32}")
"""Names of the queues through which `InstanceSubscriber` hears; they go with their process."""

_WORKER: Final = "the worker declares it when it starts"

type Arguments = Mapping[str, str | int | bool | float]


async def check_broker(state: PlatformState) -> list[Finding]:
    """Compare the running broker with the declared topology.

    Raises:
        LiveCheckError: The management API refuses.
        TransportError: It does not answer.
    """
    contents = await read_broker(state.rabbitmq_management_url, state.rabbitmq_url)
    worker = state.process("worker_service").pid
    told = variable_of(worker, "RETRY_LADDER_SECONDS") if worker else None
    ladder = RetryLadder(tuple(float(each) for each in told.split(","))) if told else DEFAULT_LADDER
    return list(compare_broker(build_topology(ladder=ladder), contents))


def compare_broker(declared: Topology, contents: BrokerContents) -> Iterator[Finding]:
    """Say what is missing, what is undeclared, and what has other arguments."""
    for message in (
        *_exchanges(declared, contents),
        *_queues(declared, contents),
        *_bindings(declared, contents),
    ):
        yield found("Q012", "rabbitmq", message)


def _exchanges(declared: Topology, contents: BrokerContents) -> Iterator[str]:
    # The broker brings its own: the nameless one, and `amq.*`.
    real = {e.name: e for e in contents.exchanges if e.name and not e.name.startswith("amq.")}
    wanted = {each.name: each for each in declared.exchanges}
    for name in sorted(real.keys() - wanted.keys()):
        yield f"exchange {name} is not declared: delete it"
    for name, exchange in wanted.items():
        one = real.get(name)
        if one is None:
            yield f"exchange {name} is missing: {_WORKER}"
        elif one.type != exchange.kind or not one.durable or one.arguments:
            yield f"exchange {name} is not a durable {exchange.kind} one: delete it; {_WORKER}"


def _queues(declared: Topology, contents: BrokerContents) -> Iterator[str]:
    real = {each.name: each for each in contents.queues if not _is_of_one_process(each)}
    wanted = {each.name: each for each in declared.queues}
    for name in sorted(real.keys() - wanted.keys()):
        yield f"queue {name} is not declared: read what it holds, then delete it"
    for name, queue in wanted.items():
        one = real.get(name)
        if one is None:
            yield f"queue {name} is missing: {_WORKER}"
            continue
        other = _differing(queue.arguments, one.arguments)
        if other or not one.durable:
            what = ", ".join(other) if other else "durability"
            yield f"queue {name} has another {what} than declared: empty and delete it; {_WORKER}"


def _bindings(declared: Topology, contents: BrokerContents) -> Iterator[str]:
    fleeting = {each.name for each in contents.queues if _is_of_one_process(each)}
    real = {
        (each.destination, each.source, each.routing_key)
        for each in contents.bindings
        # Each queue is bound to the nameless exchange under its own name, by the broker.
        if each.source and not (each.destination in fleeting and each.source == EVENTS_EXCHANGE)
    }
    wanted = {(each.queue, each.exchange, each.routing_key) for each in declared.bindings}
    for queue, exchange, key in sorted(real - wanted):
        yield f"binding {exchange} -> {queue} ({key}) is not declared: unbind it"
    for queue, exchange, key in sorted(wanted - real):
        yield f"binding {exchange} -> {queue} ({key}) is missing: {_WORKER}"


def _differing(wanted: Arguments, real: Arguments) -> list[str]:
    names = sorted(wanted.keys() | real.keys())
    return [name for name in names if wanted.get(name) != real.get(name)]


def _is_of_one_process(queue: FoundQueue) -> bool:
    return queue.exclusive and _OF_ONE_PROCESS.fullmatch(queue.name) is not None
