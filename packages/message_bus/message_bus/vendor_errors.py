"""The one translator from the errors of aio-pika, aiormq and pamqp to ours."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import aio_pika.exceptions
import aiormq.exceptions
import pamqp.exceptions

from message_bus.errors import (
    AccessRefused,
    BrokerUnavailable,
    BusError,
    ChannelLost,
    EntityDiffers,
    EntityLocked,
    EntityMissing,
    LoginRefused,
    ProtocolError,
)

__all__ = ["MAPPING", "VENDOR_ERRORS", "cancelled_by_vendor", "translated", "translating"]

MAPPING: Final[dict[type[BaseException], type[BusError]]] = {
    aiormq.exceptions.ChannelNotFoundEntity: EntityMissing,
    aiormq.exceptions.ChannelPreconditionFailed: EntityDiffers,
    aiormq.exceptions.ChannelLockedResource: EntityLocked,
    aiormq.exceptions.ChannelAccessRefused: AccessRefused,
    aiormq.exceptions.DuplicateConsumerTag: ProtocolError,
    aiormq.exceptions.ChannelClosed: ChannelLost,
    aiormq.exceptions.AMQPChannelError: ChannelLost,
    aiormq.exceptions.ChannelInvalidStateError: ChannelLost,
    # Publishing tells these two apart itself, before it comes here.
    aiormq.exceptions.DeliveryError: ProtocolError,
    aiormq.exceptions.AuthenticationError: LoginRefused,
    aiormq.exceptions.ProbableAuthenticationError: LoginRefused,
    aiormq.exceptions.ConnectionNotAllowed: LoginRefused,
    aiormq.exceptions.IncompatibleProtocolError: ProtocolError,
    aiormq.exceptions.ConnectionSyntaxError: ProtocolError,
    aiormq.exceptions.ConnectionFrameError: ProtocolError,
    aiormq.exceptions.ConnectionCommandInvalid: ProtocolError,
    aiormq.exceptions.ConnectionChannelError: ProtocolError,
    aiormq.exceptions.ConnectionUnexpectedFrame: ProtocolError,
    aiormq.exceptions.ConnectionNotImplemented: ProtocolError,
    aiormq.exceptions.MethodNotImplemented: ProtocolError,
    aiormq.exceptions.ProtocolSyntaxError: ProtocolError,
    aiormq.exceptions.AMQPConnectionError: BrokerUnavailable,
    aiormq.exceptions.AMQPError: ProtocolError,
    aio_pika.exceptions.MessageProcessError: ProtocolError,
    aio_pika.exceptions.QueueEmpty: EntityMissing,
    pamqp.exceptions.AMQPConnectionForced: BrokerUnavailable,
    pamqp.exceptions.AMQPNotFound: EntityMissing,
    pamqp.exceptions.AMQPAccessRefused: AccessRefused,
    pamqp.exceptions.AMQPPreconditionFailed: EntityDiffers,
    pamqp.exceptions.AMQPResourceLocked: EntityLocked,
    pamqp.exceptions.AMQPSoftError: ChannelLost,
    pamqp.exceptions.AMQPHardError: ProtocolError,
    pamqp.exceptions.PAMQPException: ProtocolError,
    ssl.SSLError: BrokerUnavailable,
    OSError: BrokerUnavailable,
    TimeoutError: BrokerUnavailable,
    # The driver fails what waits on a dying channel with whatever it has: a bare RuntimeError
    # ("connection closed"), or the cancellation of its own tasks.
    RuntimeError: BrokerUnavailable,
    asyncio.CancelledError: ChannelLost,
}
"""Nearest class in the method resolution order wins."""

VENDOR_ERRORS: Final = (
    aiormq.exceptions.AMQPError,
    pamqp.exceptions.PAMQPException,
    OSError,
    RuntimeError,
)
"""What to catch around a call of the vendor; TimeoutError is an OSError."""


def translated(error: BaseException) -> BusError:
    """Return our error for one of the vendor's; the vendor's stays as the cause.

    Raises:
        TypeError: the error is not the vendor's.
    """
    for kind in type(error).__mro__:
        ours = MAPPING.get(kind)
        if ours is not None:
            return ours(str(error) or type(error).__name__)
    raise TypeError(f"{type(error).__name__} is not an error of the broker's client") from error


def cancelled_by_vendor() -> bool:
    """Tell, inside `except CancelledError`, whether the driver cancelled what we awaited.

    When a connection dies the driver rejects pending calls with CancelledError, although nobody
    cancelled this task; passed on it would silently end the task.
    """
    task = asyncio.current_task()
    return task is not None and task.cancelling() == 0


@contextmanager
def translating() -> Iterator[None]:
    """Raise ours for theirs in a block that calls the vendor.

    Raises:
        BusError: for every error of the vendor.
    """
    try:
        yield
    except asyncio.CancelledError as error:
        if not cancelled_by_vendor():
            raise
        raise translated(error) from error
    except VENDOR_ERRORS as error:
        raise translated(error) from error
