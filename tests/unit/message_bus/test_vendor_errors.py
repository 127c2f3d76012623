"""No error of the driver leaves this package under its own name."""

import asyncio
from collections.abc import Iterator

import aio_pika.exceptions
import aiormq.exceptions
import pamqp.exceptions
import pytest
from message_bus.errors import BusError, ChannelLost
from message_bus.vendor_errors import MAPPING, VENDOR_ERRORS, translated, translating

MODULES = (aiormq.exceptions, aio_pika.exceptions, pamqp.exceptions)


def vendor_classes() -> Iterator[type[Exception]]:
    """Yield every exception class that the driver's modules define or show."""
    seen: set[type[Exception]] = set()
    for module in MODULES:
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, Exception) and kind not in seen:
                seen.add(kind)
                yield kind


@pytest.mark.parametrize("kind", list(vendor_classes()), ids=lambda kind: kind.__name__)
def test_no_vendor_error_is_unmapped(kind: type[Exception]) -> None:
    """Each is caught, and the nearest class of its ancestry that is mapped is the vendor's own."""
    assert issubclass(kind, VENDOR_ERRORS)
    nearest = next(ancestor for ancestor in kind.__mro__ if ancestor in MAPPING)
    assert nearest.__module__.split(".")[0] in {"aiormq", "aio_pika", "pamqp"}
    assert issubclass(MAPPING[nearest], BusError)


def test_the_cause_is_kept() -> None:
    """For whoever has to find out why."""
    with pytest.raises(BusError) as raised, translating():
        raise aiormq.exceptions.ChannelClosed(404, "gone")
    assert isinstance(raised.value.__cause__, aiormq.exceptions.ChannelClosed)


async def test_a_cancellation_by_the_driver_is_an_error() -> None:
    """Nobody cancelled this task, so it must not end as if somebody had."""
    future = asyncio.get_running_loop().create_future()
    future.set_exception(asyncio.CancelledError())
    with pytest.raises(ChannelLost), translating():
        await future


async def test_a_cancellation_of_the_task_stays_one() -> None:
    """A deadline or a shutdown must get through."""

    async def wait() -> None:
        with translating():
            await asyncio.Event().wait()

    task = asyncio.create_task(wait())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_a_foreign_error_is_not_translated() -> None:
    """It is a bug of ours and must look like one."""
    with pytest.raises(TypeError):
        translated(KeyError("x"))
