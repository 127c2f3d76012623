"""Look at one process."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.documents import Document
from business_hexagon.application.ports.process_documents import ProcessDocuments
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class GetProcessQuery:
    """Somebody asks how far a process is.

    Attributes:
        actor: needs `processes:read`.
        process_id: which process.
    """

    actor: Actor
    process_id: UUID


class GetProcess:
    """Shows a process: which step has its turn, what was done, and why it went back."""

    def __init__(self, *, documents: ProcessDocuments) -> None:
        self._documents = documents

    async def execute(self, query: GetProcessQuery) -> Document:
        """Find the process.

        Raises:
            PermissionDenied: the actor lacks `processes:read`.
            NotFound: there is no such process.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.PROCESSES_READ)
        document = await self._documents.get(query.process_id)
        if document is None:
            raise NotFound("process", str(query.process_id))
        return document
