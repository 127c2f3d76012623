"""The dependency container of a request: the process's own, since use cases hold no state."""

from dishka import AsyncContainer
from starlette.requests import Request


def container_of(request: Request) -> AsyncContainer:
    """The container that the lifespan put into the state of every request."""
    container: AsyncContainer = request.state.dishka_container
    return container
