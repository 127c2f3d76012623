"""What a command answers, and how a repeated command finds its first answer."""

from collections.abc import Callable
from dataclasses import dataclass

from business_hexagon.application.errors import IdempotencyConflict
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Idempotency

type Present[T] = Callable[[T], bytes]
"""Renders something as the bytes that the interface will send; injected by the interface."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer of a command.

    Attributes:
        response: the representation that the interface's presenter made.
        version: version of the changed aggregate; nothing for a replay, whose response tells it.
        replayed: whether this is the stored answer of an earlier execution.
    """

    response: bytes
    version: int | None
    replayed: bool = False


async def recall_outcome(writes: AtomicWrites, idempotency: Idempotency | None) -> Outcome | None:
    """Look for the first answer when a repeated command now breaks a rule.

    The world may have moved on since (a product was deactivated, a version went up), and the
    client that never saw its answer must get that one, not today's refusal.

    Returns:
        The stored answer, or nothing when this command was never executed.

    Raises:
        IdempotencyConflict: the key was used for another request.
    """
    if idempotency is None:
        return None
    stored = await writes.recall(idempotency.scope, idempotency.key)
    if stored is None:
        return None
    if stored.request_hash != idempotency.request_hash:
        raise IdempotencyConflict(idempotency.key)
    return Outcome(response=stored.response or b"", version=None, replayed=True)
