"""The OAuth client: a program that asks for tokens, for its users or for itself."""

import re
from datetime import datetime
from typing import ClassVar, Final, Self
from uuid import UUID

from business_hexagon.domain.aggregate import Aggregate
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.identity.oauth_client_events import (
    OAuthClientCreated,
    OAuthClientEvent,
    OAuthClientUpdated,
)
from business_hexagon.domain.identity.opaque_secret import is_hash_of
from business_hexagon.domain.identity.redirect_uri import checked_redirect_uri
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.values.text import checked_text

OWN_CLIENT: Final = "quintet"
"""Name of our own log in form: what asks with a password and names no program."""

SHAPE: Final = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
LONGEST_ID: Final = 64
MOST_REDIRECTS: Final = 20


class OAuthClient(Aggregate[OAuthClientEvent]):
    """A program that an administrator let in.

    Attributes:
        client_id: what it calls itself, in snake_case.
        name: how to show it to people.
        is_confidential: whether it can keep a secret; a page in a browser cannot.
        secret_hash: of its secret; like the next, beside the stream.
        previous_secret_hash: of the secret before, which works until the next is made.
        redirect_uris: where it may have people sent back to, compared letter by letter.
        scopes: most that it may be allowed.
        is_active: whether it may ask for anything.
    """

    __slots__ = (
        "client_id",
        "is_active",
        "is_confidential",
        "name",
        "previous_secret_hash",
        "redirect_uris",
        "scopes",
        "secret_hash",
    )

    kind: ClassVar[str] = "oauth_client"
    client_id: str
    name: str
    is_confidential: bool
    secret_hash: str | None
    previous_secret_hash: str | None
    redirect_uris: tuple[str, ...]
    scopes: frozenset[Scope]
    is_active: bool

    @classmethod
    def create(
        cls,
        *,
        oauth_client_id: UUID,
        client_id: str,
        name: str,
        secret_hash: str | None,
        redirect_uris: tuple[str, ...],
        scopes: frozenset[Scope],
    ) -> Self:
        """Let a program in; with the hash of a secret when it can keep one.

        Raises:
            InvalidValue: the identifier, the name or an address is malformed.
        """
        if len(redirect_uris) > MOST_REDIRECTS:
            raise InvalidValue("redirect_uris", f"must be at most {MOST_REDIRECTS}")
        client = cls()
        client._record(
            OAuthClientCreated(
                oauth_client_id=oauth_client_id,
                client_id=_checked_client_id(client_id),
                name=checked_text("name", name, longest=255),
                is_confidential=secret_hash is not None,
                redirect_uris=tuple(
                    checked_redirect_uri(f"redirect_uris.{place}", uri)
                    for place, uri in enumerate(redirect_uris)
                ),
                scopes=tuple(sorted(scopes)),
            ),
        )
        client.secret_hash = secret_hash
        return client

    @classmethod
    def restore(
        cls,
        *,
        oauth_client_id: UUID,
        client_id: str,
        name: str,
        is_confidential: bool,
        secret_hash: str | None,
        previous_secret_hash: str | None,
        redirect_uris: tuple[str, ...],
        scopes: frozenset[Scope],
        is_active: bool,
        version: int,
        created_at: datetime | None = None,
    ) -> Self:
        """Rebuild a client from its row."""
        client = cls()
        client.id = oauth_client_id
        client.client_id = client_id
        client.name = name
        client.is_confidential = is_confidential
        client.secret_hash = secret_hash
        client.previous_secret_hash = previous_secret_hash
        client.redirect_uris = redirect_uris
        client.scopes = scopes
        client.is_active = is_active
        client._restored(version, created_at)
        return client

    def is_proven_by(self, presented_hash: str) -> bool:
        """Whether a secret with this hash is this program's; both are compared in any case."""
        present = is_hash_of(self.secret_hash, presented_hash)
        previous = is_hash_of(self.previous_secret_hash, presented_hash)
        return present or previous

    def rotate_secret(self, new_hash: str, *, keep_previous: bool) -> None:
        """Have a new secret; the present one works beside it unless it must not.

        Raises:
            InvalidValue: the program cannot keep a secret.
        """
        if not self.is_confidential:
            raise InvalidValue("client_id", "is of a program that has no secret")
        self._record_update("secret_rotated", is_active=self.is_active)
        self.previous_secret_hash = self.secret_hash if keep_previous else None
        self.secret_hash = new_hash

    def deactivate(self) -> None:
        """Be refused from now on; once is enough."""
        if self.is_active:
            self._record_update("deactivated", is_active=False)

    def _record_update(self, change: str, *, is_active: bool) -> None:
        self._record(
            OAuthClientUpdated(
                oauth_client_id=self.id,
                client_id=self.client_id,
                is_active=is_active,
                change=change,
            ),
        )

    def _apply(self, event: OAuthClientEvent) -> None:
        if isinstance(event, OAuthClientUpdated):
            self.is_active = event.is_active
            return
        self.id = event.oauth_client_id
        self.client_id = event.client_id
        self.name = event.name
        self.is_confidential = event.is_confidential
        self.secret_hash = self.previous_secret_hash = None
        self.redirect_uris = event.redirect_uris
        self.scopes = frozenset(map(Scope, event.scopes))
        self.is_active = True


def _checked_client_id(client_id: str) -> str:
    if len(client_id) > LONGEST_ID or SHAPE.fullmatch(client_id) is None:
        raise InvalidValue("client_id", f"must be snake_case, at most {LONGEST_ID} characters")
    if client_id == OWN_CLIENT or _reads_as_user_id(client_id):
        # It becomes the subject of tokens, where it must never be taken for a user.
        raise InvalidValue("client_id", "is reserved")
    return client_id


def _reads_as_user_id(client_id: str) -> bool:
    try:
        UUID(client_id)
    except ValueError:
        return False
    return True
