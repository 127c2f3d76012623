"""What can go wrong in a use case besides a broken business rule.

    ApplicationError
    ├── NotFound               nothing has this id, or the actor may not know of it
    ├── VersionConflict        somebody else changed it first
    ├── GuardFailed            a product changed since its snapshot was taken
    ├── InsufficientStock      a reservation asks for more than is free
    ├── IdempotencyConflict    the key was used for another request
    ├── NotUnique              another row has this value
    ├── MailRejected           the mail server refuses this message for good
    ├── RefundDeclined         the gateway refuses to give money back that must go back
    └── RetryableError         trying again later may help
        ├── IdempotencyInFlight    the first request with this key is still running
        ├── StorageUnavailable     a data service does not answer
        ├── GatewayTimeout         the payment gateway may or may not have acted
        ├── GatewayUnavailable     the payment gateway did not act
        ├── MailUnavailable        the mail server does not answer
        ├── BrokerUnavailable      the message broker does not answer
        ├── DeadLettersBusy        somebody else is at these dead letters
        ├── TooEarly               an event came before the step that it belongs to
        └── TooManyConflicts       others kept changing the same rows

A consumer climbs the retry ladder on every error and dead letters what still fails.
"""

from dataclasses import dataclass, fields
from typing import ClassVar
from uuid import UUID


@dataclass(eq=False)
class ApplicationError(Exception):
    """A use case could not be done.

    Attributes:
        code: stable machine-readable name, snake_case.
    """

    code: ClassVar[str] = "application_error"

    def __str__(self) -> str:
        """Name the error and every typed field."""
        details = ", ".join(f"{item.name}={getattr(self, item.name)!r}" for item in fields(self))
        return f"{self.code}({details})" if details else self.code


@dataclass(eq=False)
class NotFound(ApplicationError):
    """Nothing has this id, or the actor may not know that something has.

    Attributes:
        kind: what was looked for, such as `order`.
        key: its id or other key, as text.
    """

    code: ClassVar[str] = "not_found"
    kind: str
    key: str


@dataclass(eq=False)
class VersionConflict(ApplicationError):
    """Somebody else changed it first.

    Attributes:
        stream: which aggregate, `<kind>/<id>`.
        current_version: its version now, when known.
    """

    code: ClassVar[str] = "version_conflict"
    stream: str
    current_version: int | None = None


@dataclass(eq=False)
class GuardFailed(ApplicationError):
    """Products changed, or were deactivated, since their snapshots were taken.

    Attributes:
        product_ids: which ones.
    """

    code: ClassVar[str] = "guard_failed"
    product_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Shortage:
    """One product of which too few are free.

    Attributes:
        product_id: which one.
        requested: pieces asked for.
        available: pieces free.
    """

    product_id: UUID
    requested: int
    available: int


@dataclass(eq=False)
class InsufficientStock(ApplicationError):
    """A reservation or an adjustment asks for more than is free; nothing was written.

    Attributes:
        shortages: every product that is short.
    """

    code: ClassVar[str] = "insufficient_stock"
    shortages: tuple[Shortage, ...]


@dataclass(eq=False)
class IdempotencyConflict(ApplicationError):
    """The idempotency key was used for another request.

    Attributes:
        key: the key.
    """

    code: ClassVar[str] = "idempotency_conflict"
    key: str


@dataclass(eq=False)
class NotUnique(ApplicationError):
    """Another row has this value.

    Attributes:
        field: which field must be unique, such as `email`, `sku` or `reference`.
    """

    code: ClassVar[str] = "unique_violation"
    field: str


@dataclass(eq=False)
class MailRejected(ApplicationError):
    """The mail server refuses this message for good.

    Attributes:
        reason: its answer.
    """

    code: ClassVar[str] = "mail_rejected"
    reason: str


@dataclass(eq=False)
class RefundDeclined(ApplicationError):
    """The gateway refuses to give back money of a cancelled order: a person must look.

    Attributes:
        order_id: the order.
        reason: the gateway's answer.
    """

    code: ClassVar[str] = "refund_declined"
    order_id: UUID
    reason: str


@dataclass(eq=False)
class RetryableError(ApplicationError):
    """Trying the same again later may help."""

    code: ClassVar[str] = "retryable_error"


@dataclass(eq=False)
class IdempotencyInFlight(RetryableError):
    """The first request with this key is still running.

    Attributes:
        key: the key.
    """

    code: ClassVar[str] = "idempotency_in_flight"
    key: str


@dataclass(eq=False)
class StorageUnavailable(RetryableError):
    """A data service does not answer; a write may or may not have been done.

    Attributes:
        service: which one.
        reason: how it failed.
    """

    code: ClassVar[str] = "storage_unavailable"
    service: str
    reason: str


@dataclass(eq=False)
class GatewayTimeout(RetryableError):
    """The payment gateway did not answer in time: it may have acted, so only ask by the same key.

    Attributes:
        operation: `charge`, `refund`, `void` or `find`.
    """

    code: ClassVar[str] = "gateway_timeout"
    operation: str


@dataclass(eq=False)
class GatewayUnavailable(RetryableError):
    """The payment gateway could not be reached or refused to work; it did not act.

    Attributes:
        operation: `charge`, `refund`, `void` or `find`.
        reason: how it failed.
    """

    code: ClassVar[str] = "gateway_unavailable"
    operation: str
    reason: str


@dataclass(eq=False)
class MailUnavailable(RetryableError):
    """The mail server does not answer or defers the message.

    Attributes:
        reason: how it failed.
    """

    code: ClassVar[str] = "mail_unavailable"
    reason: str


@dataclass(eq=False)
class BrokerUnavailable(RetryableError):
    """The message broker does not answer or refuses to work.

    Attributes:
        reason: how it failed.
    """

    code: ClassVar[str] = "broker_unavailable"
    reason: str


@dataclass(eq=False)
class DeadLettersBusy(RetryableError):
    """Somebody else is at the dead letters of this consumer.

    Attributes:
        consumer: whose they are.
    """

    code: ClassVar[str] = "dead_letters_busy"
    consumer: str


@dataclass(eq=False)
class TooEarly(RetryableError):
    """An event came before the step that it belongs to.

    Attributes:
        stream: which aggregate, `<kind>/<id>`.
        waiting_for: what must happen first.
    """

    code: ClassVar[str] = "too_early"
    stream: str
    waiting_for: str


@dataclass(eq=False)
class TooManyConflicts(RetryableError):
    """Others changed the same rows each time that we tried.

    Attributes:
        stream: which aggregate, `<kind>/<id>`.
    """

    code: ClassVar[str] = "too_many_conflicts"
    stream: str
