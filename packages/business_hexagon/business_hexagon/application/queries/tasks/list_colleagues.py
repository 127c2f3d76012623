"""List whom a task can be given to."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.colleagues import Colleague, Colleagues
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class ListColleaguesQuery:
    """Somebody who works here looks for somebody else who does.

    Attributes:
        actor: needs `tasks:read_all`.
    """

    actor: Actor


class ListColleagues:
    """Lists the people who work here: by name and role, without their addresses.

    Args:
        colleagues: knows them.
    """

    def __init__(self, colleagues: Colleagues) -> None:
        self._colleagues = colleagues

    async def execute(self, query: ListColleaguesQuery) -> tuple[Colleague, ...]:
        """Everybody with an open account that is no customer's, by name; a hundred at most.

        Raises:
            PermissionDenied: the actor lacks `tasks:read_all`.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.TASKS_READ_ALL)
        return await self._colleagues.all()
