"""Look at all processes."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.documents import DocumentPage, PageRequest
from business_hexagon.application.ports.process_documents import ProcessDocuments
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class ListProcessesQuery:
    """Somebody asks which processes there are.

    Attributes:
        actor: needs `processes:read`.
        page: which page.
    """

    actor: Actor
    page: PageRequest


class ListProcesses:
    """Lists processes; those that wait for somebody stay `running` or `compensating`."""

    def __init__(self, *, documents: ProcessDocuments) -> None:
        self._documents = documents

    async def execute(self, query: ListProcessesQuery) -> DocumentPage:
        """Read the page.

        Raises:
            PermissionDenied: the actor lacks `processes:read`.
            InvalidValue: cursor, sort or a filter is not one that there is.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.PROCESSES_READ)
        return await self._documents.page(query.page)
