"""Violations of Q5xx: queues that lose, events nobody knows, calls that never end."""

from typing import Final

from tests.architecture.mutations.mutation import Mutation

__all__ = ["MUTATIONS"]

_BUS: Final = "packages/message_bus/message_bus"
_EVENTS: Final = "packages/integration_events/integration_events"
_HANDLERS: Final = "packages/business_hexagon/business_hexagon/application/event_handlers"
_WORKER: Final = "services/worker_service/worker_service"
_CLIENTS: Final = "packages/storage_clients/storage_clients"

MUTATIONS: Final = (
    Mutation(
        "Q501",
        f"{_BUS}/topology.py",
        "queue_declare(queue.name, durable=True, arguments=dict(queue.arguments))",
        "queue_declare(queue.name, arguments=dict(queue.arguments))  # <- here",
    ),
    Mutation(
        "Q501",
        f"{_BUS}/topology.py",
        "queue_declare(queue.name, durable=True, arguments=dict(queue.arguments))",
        "queue_declare(queue.name, durable=True)  # <- here",
    ),
    Mutation(
        "Q502",
        f"{_EVENTS}/subscriptions.py",
        '"worker_refunds": ("order.refund_requested",),',
        '"worker_refunds": ("order.refund_wanted",),  # <- here',
    ),
    Mutation(
        "Q502",
        f"{_WORKER}/interface/messages/handlings.py",
        '"order.refund_requested": each(',
        '"order.refund_wanted": each(  # <- here',
    ),
    Mutation(
        "Q502",
        f"{_WORKER}/interface/schedules/remind.py",
        '                "batch.completed",\n',
        '                "batch.finished",  # <- here\n',
    ),
    Mutation(
        "Q503",
        f"{_HANDLERS}/when_payment_failed_cancel_order.py",
        "    async def handle(self, event: IncomingEvent[PaymentFailed]) -> None:\n"
        '        """Take the saga\'s step once; a duplicate or late event changes nothing.\n\n'
        "        Raises:\n"
        "            ApplicationError: as the step says; the message climbs the retry ladder.\n"
        '        """\n'
        "        await self._step.run(event.event.order_id, event.inbox(ORDER_SAGA))\n",
        "    async def handle(self, event: IncomingEvent[PaymentFailed]) -> None:  # <- here\n"
        '        """Take the saga\'s step."""\n'
        "        await self._step.run(event.event.order_id, None)\n",
    ),
    Mutation(
        "Q504",
        f"{_BUS}/consumer.py",
        "channel.basic_consume(self.queue, deliver), within_seconds=_ANSWER_SECONDS",
        "channel.basic_consume(self.queue, deliver, no_ack=True),  # <- here\n"
        "                within_seconds=_ANSWER_SECONDS,",
    ),
    Mutation(
        "Q505",
        f"{_BUS}/connection.py",
        "        channel = await transport.connection.channel(\n"
        "            publisher_confirms=confirms, on_return_raises=confirms\n"
        "        )\n",
        "        channel = await transport.connection.channel(  # <- here\n"
        "            publisher_confirms=False, on_return_raises=confirms\n"
        "        )\n",
    ),
    Mutation(
        "Q505",
        f"{_BUS}/outbound_event.py",
        "        return envelope.to_bytes(), Basic.Properties(\n"
        '            content_type="application/json",\n'
        "            delivery_mode=_PERSISTENT,\n",
        "        return envelope.to_bytes(), Basic.Properties(  # <- here\n"
        '            content_type="application/json",\n',
    ),
    Mutation(
        "Q505",
        f"{_BUS}/outbound_event.py",
        "        return envelope.to_bytes(), Basic.Properties(\n"
        '            content_type="application/json",\n'
        "            delivery_mode=_PERSISTENT,\n",
        "        return envelope.to_bytes(), Basic.Properties(  # <- here\n"
        '            content_type="application/json",\n'
        "            delivery_mode=1,\n",
    ),
    Mutation(
        "Q506",
        f"{_EVENTS}/catalogue.py",
        '_row("product.created", product_events.ProductCreated, "product", _SHOP),',
        '_row("product-created", product_events.ProductCreated, "product", _SHOP),  # <- here',
    ),
    Mutation(
        "Q507",
        f"{_BUS}/system_event_publisher.py",
        "            event_id=uuid6(),\n",
        "            event_id=uuid.uuid4(),  # <- here\n",
    ),
    Mutation(
        "Q508",
        f"{_CLIENTS}/data_service.py",
        "        self._client = HttpClient(\n"
        "            url,\n"
        "            timeout=self._policy.read_seconds,\n",
        "        self._client = HttpClient(  # <- here\n"
        "            url,\n"
        "            timeout=None,\n",
    ),
    Mutation(
        "Q509",
        f"{_WORKER}/interface/schedules/remind.py",
        '            await self._events.publish(\n                "batch.completed",\n',
        '            await self._events.publish(  # <- here\n                "task.due",\n',
    ),
    Mutation(
        "Q510",
        f"{_CLIENTS}/data_service.py",
        "        async for again in stamina.retry_context(\n"
        "            on=is_trouble,\n"
        "            attempts=policy.attempts,\n"
        "            timeout=policy.total_seconds,\n",
        "        async for again in stamina.retry_context(  # <- here\n"
        "            on=is_trouble,\n"
        "            attempts=None,\n"
        "            timeout=None,\n",
    ),
    Mutation(
        "Q511",
        f"{_WORKER}/interface/messages/refuse.py",
        "",
        '"""Refuses messages."""\n\n'
        "from aio_pika.abc import AbstractIncomingMessage\n\n\n"
        "async def refuse(message: AbstractIncomingMessage) -> None:\n"
        '    """Put it back."""\n'
        "    await message.nack(requeue=True)  # <- here\n",
    ),
    Mutation(
        "Q512",
        f"{_BUS}/outbound_event.py",
        "        return envelope.to_bytes(), Basic.Properties(\n"
        '            content_type="application/json",\n',
        "        return envelope.to_bytes(), Basic.Properties(  # <- here\n"
        '            content_type="application/octet-stream",\n',
    ),
    Mutation(
        "Q513",
        f"{_EVENTS}/short_envelope.py",
        "",
        '"""An envelope."""\n\n'
        "from pydantic import BaseModel\n\n\n"
        "class ShortEnvelope(BaseModel):  # <- here\n"
        '    """Says neither who nor in which request."""\n\n'
        "    event_type: str\n"
        "    event_id: str\n"
        "    timestamp: str\n"
        "    data: str\n"
        "    service: str\n",
    ),
    Mutation(
        "Q514",
        f"{_WORKER}/interface/messages/handlings.py",
        '        "worker_refunds": EachEvent(\n'
        "            {\n"
        '                "order.refund_requested": each(\n',
        '        "worker_refunds": EachEvent(  # <- here\n'
        "            {\n"
        '                "order.cancellation_requested": each(\n',
    ),
)
