"""Q012 on brokers that never were."""

from message_bus.topology import Topology, build_topology
from quintet_cli.live_check.broker_contents import (
    BrokerContents,
    FoundBinding,
    FoundExchange,
    FoundQueue,
)
from quintet_cli.live_check.broker_topology import compare_broker

_DECLARED = build_topology({"worker_refunds": ("payment.failed",)})
_OF_ONE = f"api_cache_{'0a' * 16}"


def _healthy(declared: Topology = _DECLARED) -> BrokerContents:
    """What a broker holds once the worker and one api_service have started."""
    queues = [FoundQueue(name=e.name, arguments=dict(e.arguments)) for e in declared.queues]
    bindings = [
        FoundBinding(source=e.exchange, destination=e.queue, routing_key=e.routing_key)
        for e in declared.bindings
    ]
    own = [FoundBinding(source="", destination=e.name, routing_key=e.name) for e in queues]
    heard = FoundBinding(source="quintet_events", destination=_OF_ONE, routing_key="product.#")
    exchanges = [FoundExchange(name=e.name, type=e.kind) for e in declared.exchanges]
    brought = [FoundExchange(name=name, type="direct") for name in ("", "amq.direct")]
    return BrokerContents(
        queues=[*queues, FoundQueue(name=_OF_ONE, durable=False, exclusive=True)],
        exchanges=[*exchanges, *brought],
        bindings=[*bindings, *own, heard],
    )


def _told(contents: BrokerContents) -> list[str]:
    return [each.message.partition(":")[0] for each in compare_broker(_DECLARED, contents)]


def test_a_declared_broker_is_not_told() -> None:
    """Control: queues of one process and what the broker brings are as they should be."""
    assert _told(_healthy()) == []


def test_an_undeclared_queue_is_named() -> None:
    """Also one that only looks like that of a process, but stays."""
    contents = _healthy()
    contents.queues += [FoundQueue(name="forgotten"), FoundQueue(name=f"api_cache_{'1' * 32}")]
    assert _told(contents) == [
        f"queue api_cache_{'1' * 32} is not declared",
        "queue forgotten is not declared",
    ]


def test_a_missing_queue_and_a_missing_binding_are_named() -> None:
    """With what makes them."""
    contents = _healthy()
    gone = [each.name for each in contents.queues].index("worker_refunds_dead_letters")
    del contents.queues[gone]
    bound = [each.routing_key for each in contents.bindings].index("payment.failed")
    del contents.bindings[bound]
    assert _told(contents) == [
        "queue worker_refunds_dead_letters is missing",
        "binding quintet_events -> worker_refunds (payment.failed) is missing",
    ]


def test_an_undeclared_binding_is_named() -> None:
    """It brings messages that nobody knows what to do with."""
    contents = _healthy()
    contents.bindings.append(
        FoundBinding(source="quintet_events", destination="worker_refunds", routing_key="#")
    )
    assert _told(contents) == ["binding quintet_events -> worker_refunds (#) is not declared"]


def test_other_arguments_are_named() -> None:
    """A limit that differs makes dead letters at another time."""
    contents = _healthy()
    index = [each.name for each in contents.queues].index("worker_refunds")
    other = {**contents.queues[index].arguments, "x-delivery-limit": 3}
    contents.queues[index] = FoundQueue(name="worker_refunds", arguments=other)
    assert _told(contents) == ["queue worker_refunds has another x-delivery-limit than declared"]


def test_exchanges_are_compared_by_name_and_kind() -> None:
    """A wrong kind routes to everybody or nobody."""
    contents = _healthy()
    contents.exchanges[0] = FoundExchange(name="quintet_events", type="fanout")
    contents.exchanges[1] = FoundExchange(name="old_events", type="topic")
    assert _told(contents) == [
        "exchange old_events is not declared",
        "exchange quintet_events is not a durable topic one",
        "exchange quintet_retry is missing",
    ]
