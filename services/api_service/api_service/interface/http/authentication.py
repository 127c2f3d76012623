"""Who asks: the actor that the gate has found for the request."""

from typing import Annotated

from business_hexagon.application.actor import Actor
from fastapi import Depends
from starlette.requests import Request


def actor_of(request: Request) -> Actor:
    """The actor of a request, perhaps a guest; who must not pass never gets here."""
    actor: Actor = request.state.actor
    return actor


async def _actor(request: Request) -> Actor:
    return actor_of(request)


ActorDep = Annotated[Actor, Depends(_actor)]
"""The actor of the request."""
