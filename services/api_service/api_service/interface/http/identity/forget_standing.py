"""What was remembered of the actor's standing, forgotten by whoever has just changed it."""

from business_hexagon.application.actor import Actor
from redis_cache import CachedUserStandings


async def forget_own_standing(standings: CachedUserStandings, actor: Actor) -> None:
    """Have the next request of the actor's session ask anew, in this process and in Redis."""
    if actor.user_id is not None:
        await standings.forget(actor.user_id, actor.session_id)
