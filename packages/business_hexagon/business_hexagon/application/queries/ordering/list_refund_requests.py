"""List refund requests."""

import json
from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.documents import DocumentPage, PageRequest
from business_hexagon.application.ports.refund_request_documents import RefundRequestDocuments
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class ListRefundRequestsQuery:
    """Which page of which refund requests.

    Attributes:
        actor: who asks.
        page: which page.
        everyone: all requests instead of the actor's own; needs `orders:read_all`.
    """

    actor: Actor
    page: PageRequest
    everyone: bool = False


class ListRefundRequests:
    """Lists the actor's own refund requests, or everybody's.

    Customers read how a request was decided; who decided is for those who read everybody's.

    Args:
        documents: ready representations.
    """

    def __init__(self, documents: RefundRequestDocuments) -> None:
        self._documents = documents

    async def execute(self, query: ListRefundRequestsQuery) -> DocumentPage:
        """A page of refund requests.

        Raises:
            PermissionDenied: a scope is missing, or a guest, who has none, asks for his own.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.ORDERS_READ)
        if query.everyone:
            query.actor.require(Scope.ORDERS_READ_ALL)
            return await self._documents.page(query.page)
        user_id = query.actor.require_user("list_refund_requests")
        page = await self._documents.page(query.page.only("user_id", str(user_id)))
        return page if query.actor.has(Scope.ORDERS_READ_ALL) else _without_deciders(page)


def _without_deciders(page: DocumentPage) -> DocumentPage:
    """The page, read for once: what the data service rendered names who decided."""
    content: dict[str, list[dict[str, object]]] = json.loads(page.content)
    for item in content["items"]:
        item["decided_by"] = None
    return DocumentPage(json.dumps(content).encode())
