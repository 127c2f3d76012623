"""How a command that changes one aggregate is executed at most once for each idempotency key."""

from collections.abc import Awaitable, Callable
from typing import Final

from business_hexagon.application.errors import (
    ApplicationError,
    RetryableError,
    TooManyConflicts,
    VersionConflict,
)
from business_hexagon.application.outcome import Outcome, recall_outcome
from business_hexagon.application.ports.atomic_writes import (
    AtomicWrites,
    Change,
    Idempotency,
    Saved,
)
from business_hexagon.application.ports.stock_operations import StockOperation
from business_hexagon.domain.errors import DomainError
from business_hexagon.domain.identity.security_act import SecurityAct

ATTEMPTS: Final = 5
"""How often a command is tried again on what somebody else has written meanwhile."""


async def answer_once(
    writes: AtomicWrites,
    idempotency: Idempotency | None,
    attempt: Callable[[], Awaitable[Outcome]],
) -> Outcome:
    """Run the attempt; when it is refused, an earlier execution's answer goes before the refusal.

    The key is looked up only after a refusal: a first execution, the usual case, costs no extra
    call, because the write itself checks the key.

    Raises:
        DomainError: the refusal, when the command was never executed before.
        ApplicationError: likewise; errors that a retry may mend are raised at once.
    """
    try:
        return await attempt()
    except RetryableError:
        raise
    except (DomainError, ApplicationError):
        earlier = await recall_outcome(writes, idempotency)
        if earlier is None:
            raise
        return earlier


async def answer_in_turn(
    writes: AtomicWrites,
    idempotency: Idempotency | None,
    attempt: Callable[[], Awaitable[Outcome]],
    *,
    stream: str,
) -> Outcome:
    """Like `answer_once`, for a caller who named no version: attempt again on what is there now.

    Such a caller cannot do anything about a worker that wrote a moment earlier.

    Raises:
        TooManyConflicts: somebody else was faster each time.
        DomainError: as `answer_once` says.
        ApplicationError: likewise.
    """
    return await take_turns(lambda: answer_once(writes, idempotency, attempt), stream=stream)


async def take_turns[T](attempt: Callable[[], Awaitable[T]], *, stream: str) -> T:
    """Run an attempt that looks at what is there, decides and writes, until nobody was faster.

    Raises:
        TooManyConflicts: somebody else was faster each time.
    """
    for _ in range(ATTEMPTS):
        try:
            return await attempt()
        except VersionConflict:
            continue
    raise TooManyConflicts(stream)


async def save_once(
    writes: AtomicWrites,
    aggregate: Saved,
    response: bytes,
    idempotency: Idempotency | None,
    *,
    stock: tuple[StockOperation, ...] = (),
    security_acts: tuple[SecurityAct, ...] = (),
) -> Outcome:
    """Store what the aggregate recorded, with the key and the answer.

    An aggregate that recorded nothing (the command asked for what is already so) is not written;
    its answer is still kept under the key, and no security act took place.

    Raises:
        ApplicationError: as `AtomicWrites.commit` says.
    """
    version = aggregate.version
    if not aggregate.pending and idempotency is None:
        return Outcome(response=response, version=version)
    receipt = await writes.commit(
        Change(
            saves=(aggregate,) if aggregate.pending else (),
            stock=stock,
            security_acts=security_acts if aggregate.pending else (),
            idempotency=idempotency,
            response=response,
        ),
    )
    if receipt.replayed:
        return Outcome(response=receipt.response or b"", version=None, replayed=True)
    return Outcome(response=response, version=version)


def require_version(aggregate: Saved, expected_version: int | None) -> None:
    """Refuse a change that was decided on another version; nothing expected, nothing refused.

    Raises:
        VersionConflict: the aggregate is at another version.
    """
    if expected_version is not None and expected_version != aggregate.version:
        raise VersionConflict(aggregate.stream, aggregate.version)
