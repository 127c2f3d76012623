"""Who asks: the actor that the gate has found for the request."""

from typing import Annotated, Final

from business_hexagon.application.actor import Actor
from fastapi import Depends
from starlette.requests import Request

from api_service.interface.http.access.identification import guest

ACTOR: Final = "actor"
"""Where the gate leaves the actor in the state of a request."""


def actor_of(request: Request) -> Actor:
    """The actor of a request, perhaps a guest; who must not pass never gets here."""
    state = request.scope.setdefault("state", {})
    actor = state.get(ACTOR)
    if not isinstance(actor, Actor):  # a route where it makes no difference who asks
        actor = state[ACTOR] = guest()
    return actor


async def _actor(request: Request) -> Actor:
    return actor_of(request)


ActorDep = Annotated[Actor, Depends(_actor)]
"""The actor of the request."""
