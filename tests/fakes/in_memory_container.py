"""A container of handlers that write to memory."""

from business_hexagon.application.ports.atomic_writes import AtomicWrites
from business_hexagon.application.ports.id_generator import IdGenerator
from dishka import AsyncContainer, Provider, Scope, make_async_container

from tests.fakes.in_memory_atomic_writes import InMemoryAtomicWrites
from tests.fakes.sequential_ids import SequentialIds


def in_memory_container(writes: InMemoryAtomicWrites, *handlers: type[object]) -> AsyncContainer:
    """Provides the handlers with these writes; what else one needs is provided here, too."""
    ids = SequentialIds()
    provider = Provider(Scope.APP)
    provider.provide(lambda: writes, provides=AtomicWrites)
    provider.provide(lambda: ids, provides=IdGenerator)
    provider.provide_all(*handlers)
    return make_async_container(provider)
