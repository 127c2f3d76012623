"""What every adapter does with a data service: ask, translate errors, read models."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from http_transport import TransportError
from storage_contracts.wire_model import WireModel

from storage_clients.data_service import DataService
from storage_clients.error_translator import translated
from storage_clients.problem_received import ProblemReceived

__all__ = ["LeaseRequest", "claim", "find_one", "translating"]


class LeaseRequest(WireModel):
    """How much to claim, and for how long."""

    limit: int
    lease_seconds: float


@contextmanager
def translating(service: str, *, stream: str = "", key: str = "") -> Iterator[None]:
    """Turn what a data service or the transport says into the application's errors.

    Args:
        service: Name of the data service.
        stream: The aggregate that is asked for or written.
        key: The idempotency key that is sent.

    Raises:
        ApplicationError: As `error_translator` maps it.
        RequestRefused: Nothing that the application could have caused.
    """
    try:
        yield
    except (TransportError, ProblemReceived) as error:
        raise translated(error, service, stream=stream, key=key) from error


async def find_one[Row: WireModel, Result](
    service: DataService, path: str, model: type[Row], build: Callable[[Row], Result]
) -> Result | None:
    """Return what is built from the row at a path, None when there is none."""
    with translating(service.name):
        body = await service.find(path)
    return None if body is None else build(model.model_validate_json(body))


async def claim(service: DataService, path: str, limit: int, lease: timedelta) -> bytes:
    """Claim work under a lease.

    Not repeated after a lost answer: what was claimed unheard comes back when its lease ends, and
    asking again would only lease more.
    """
    request = LeaseRequest(limit=limit, lease_seconds=lease.total_seconds())
    with translating(service.name):
        return await service.post(path, request.model_dump_json().encode())
