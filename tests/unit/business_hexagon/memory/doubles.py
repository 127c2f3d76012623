"""Small stand-ins for the ports around the store."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from business_hexagon.application.ports.access_token_issuer import AccessToken
from business_hexagon.application.ports.documents import Document, DocumentPage, PageRequest
from business_hexagon.application.ports.mailer import MailMessage
from business_hexagon.domain.analytics.analytics_event import AnalyticsEvent
from business_hexagon.domain.identity.role import Role

NOW = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)


class FixedClock:
    """`Clock` that stands still until it is set."""

    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> datetime:
        """See `Clock.now`."""
        return self.time


class CountingIds:
    """`IdGenerator` that counts from 1000."""

    def __init__(self) -> None:
        self._last = 999

    def new(self) -> UUID:
        """See `IdGenerator.new`."""
        self._last += 1
        return UUID(int=self._last)


class PlainHasher:
    """`PasswordHasher` that hashes to something readable and counts verifications."""

    def __init__(self) -> None:
        self.verified: list[str | None] = []

    async def hash(self, password: str) -> str:
        """See `PasswordHasher.hash`."""
        return f"hashed {password}"

    async def verify(self, password: str, password_hash: str | None) -> bool:
        """See `PasswordHasher.verify`."""
        self.verified.append(password_hash)
        return password_hash == f"hashed {password}"


class PlainTokens:
    """`AccessTokenIssuer` whose tokens can be read."""

    def issue(self, user_id: UUID, role: Role) -> AccessToken:
        """See `AccessTokenIssuer.issue`."""
        return AccessToken(f"{role.value} {user_id}", NOW + timedelta(minutes=15))


class MemoryMailer:
    """`Mailer` that keeps what it sent, or fails as told."""

    def __init__(self) -> None:
        self.is_configured = True
        self.sent: list[MailMessage] = []
        self.failures: list[Exception] = []

    async def send(self, message: MailMessage) -> None:
        """See `Mailer.send`."""
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append(message)


class MemoryDocuments:
    """Every port that reads documents by id and by page; remembers the pages asked for."""

    def __init__(self, documents: dict[UUID, Document] | None = None) -> None:
        self._documents = documents or {}
        self.pages: list[PageRequest] = []

    async def get(self, document_id: UUID, /) -> Document | None:
        """One document, or nothing."""
        return self._documents.get(document_id)

    async def stock(self, product_id: UUID) -> Document | None:
        """See `ProductDocuments.stock`."""
        return self._documents.get(product_id)

    async def page(self, request: PageRequest) -> DocumentPage:
        """An empty page."""
        self.pages.append(request)
        return DocumentPage(b'{"items":[],"next_cursor":null}')


class MemoryAnalytics:
    """`AnalyticsEvents` that records an event once."""

    def __init__(self) -> None:
        self.recorded: dict[UUID, AnalyticsEvent] = {}
        self.calls = 0

    async def record(self, events: Sequence[AnalyticsEvent]) -> int:
        """See `AnalyticsEvents.record`."""
        self.calls += 1
        before = len(self.recorded)
        for event in events:
            self.recorded.setdefault(event.event_id, event)
        return len(self.recorded) - before
