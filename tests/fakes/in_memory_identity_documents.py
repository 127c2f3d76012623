"""The ports that show identity, in memory: short JSON, enough to recognise a row."""

from uuid import UUID

from business_hexagon.application.ports.documents import DocumentPage, PageRequest
from business_hexagon.domain.identity.oauth_client import OAuthClient
from business_hexagon.domain.identity.session import Session

from tests.fakes.in_memory_documents import Fields, page_of
from tests.fakes.in_memory_storage import InMemoryStorage, RecordedAct


class InMemorySessionDocuments:
    """Implements `SessionDocuments`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def page_of(self, user_id: UUID, request: PageRequest) -> DocumentPage:
        """See `SessionDocuments.page_of`."""
        rows = map(_session, self._storage.all_of(Session))
        return page_of(rows, request.only("user_id", str(user_id)))


class InMemoryOAuthClientDocuments:
    """Implements `OAuthClientDocuments`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def page(self, request: PageRequest) -> DocumentPage:
        """See `OAuthClientDocuments.page`."""
        return page_of(map(_client, self._storage.all_of(OAuthClient)), request)


class InMemorySecurityActDocuments:
    """Implements `SecurityActDocuments`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def page(self, request: PageRequest) -> DocumentPage:
        """See `SecurityActDocuments.page`."""
        return page_of(map(_act, self._storage.acts), request)


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def _session(session: Session) -> Fields:
    return {
        "id": str(session.id),
        "user_id": str(session.user_id),
        "client_id": session.client_id,
        "revoked_reason": session.revoked_reason,
        "version": session.version,
    }


def _client(client: OAuthClient) -> Fields:
    return {
        "id": str(client.id),
        "client_id": client.client_id,
        "name": client.name,
        "is_active": client.is_active,
        "version": client.version,
    }


def _act(recorded: RecordedAct) -> Fields:
    act = recorded.act
    return {
        "id": str(act.id),
        "act": act.act,
        "outcome": act.outcome,
        "actor_id": _text(act.actor_id),
        "client_id": act.client_id,
        "subject_id": _text(act.subject_id),
        "subject_key": act.subject_key,
        "address": act.address,
    }
