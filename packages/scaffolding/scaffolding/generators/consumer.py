"""A further consumer: a queue, its inbox, and a handler in the hexagon that acts once."""

import difflib
from typing import Final

from scaffolding.errors import CannotGenerate
from scaffolding.generators.hexagon_events import (
    HexagonEvent,
    hexagon_events,
    import_statement,
)
from scaffolding.names import checked_name, class_name, words
from scaffolding.project_folder import ProjectFolder
from scaffolding.request import Request

__all__ = ["consumer_request"]

_HANDLERS: Final = "business_hexagon.application.event_handlers"
_LONGEST_LINE: Final = 88
"""Letters of an inbox's constant and its value together: a line takes no more."""
_LONGEST_CLASS: Final = 80
_SUBSCRIPTIONS: Final = "packages/integration_events/integration_events/subscriptions.py"


def consumer_request(
    project: ProjectFolder, consumer: str, *, event: str, service: str = "worker_service"
) -> Request:
    """Make the request for a consumer.

    Args:
        project: Where it shall stand.
        consumer: What it does, an imperative such as `greet_the_granted`.
        event: Type of the event that it listens to.
        service: The worker that it runs in.

    Raises:
        CannotGenerate: The name is none or taken, the event is unknown or stays in the store, or
            the service is no worker.
    """
    checked_name(consumer, "consumer")
    known = _published(project, event)
    _check_worker(project, service)
    queue = f"{service.removesuffix('_service')}_{consumer}"
    if f'"{queue}"' in (project.read(_SUBSCRIPTIONS) or ""):
        raise CannotGenerate(f"there is a queue {queue} already: choose another name")
    occasion = event.replace(".", "_")
    handler_module = f"when_{occasion}_{consumer}"
    handler_class = class_name(handler_module)
    constant = _constant(queue)
    if len(handler_class) > _LONGEST_CLASS or len(constant) + len(queue) > _LONGEST_LINE:
        raise CannotGenerate(f"{handler_class} of {queue} is too long: say the consumer shorter")
    return Request(
        kind="consumer",
        name=queue,
        variables={
            "consumer": consumer,
            "words": words(consumer),
            "constant": constant,
            "consumer_import": import_statement(
                f"{service}.interface.messages.{consumer}", consumer
            ),
            "queue": queue,
            "service": service,
            "event": event,
            "event_class": known.class_name,
            "event_import": known.import_statement,
            "handler_module": handler_module,
            "handler_class": handler_class,
            "handler_import": import_statement(f"{_HANDLERS}.{handler_module}", handler_class),
        },
    )


def _constant(queue: str) -> str:
    """`GREET_THE_GRANTED`; with the name of its service where that is not the platform's worker."""
    return queue.removeprefix("worker_").upper()


def _published(project: ProjectFolder, event: str) -> HexagonEvent:
    events = hexagon_events(project)
    known = events.get(event)
    if known is None:
        near = difflib.get_close_matches(event, events, n=3, cutoff=0.5)
        hint = f"; is it one of {', '.join(near)}?" if near else ""
        raise CannotGenerate(f"the hexagon has no event {event}{hint}")
    if not known.published:
        raise CannotGenerate(
            f"{event} is kept in the event store and never published: nobody can listen to it"
        )
    return known


def _check_worker(project: ProjectFolder, service: str) -> None:
    checked_name(service, "service")
    if not project.has(f"services/{service}/{service}/interface/messages/handlings.py"):
        raise CannotGenerate(
            f"{service} is no worker: there is no services/{service}/{service}/interface/messages/"
            "handlings.py"
        )
