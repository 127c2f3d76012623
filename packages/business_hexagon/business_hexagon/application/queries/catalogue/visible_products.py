"""Which products an actor may see in lists."""

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.documents import PageRequest
from business_hexagon.domain.identity.scope import Scope


def visible_page(actor: Actor, page: PageRequest) -> PageRequest:
    """The page, narrowed to what can be ordered unless the actor may see the rest too."""
    if actor.has(Scope.CATALOGUE_READ_INACTIVE):
        return page
    return page.only("is_active", "true")
