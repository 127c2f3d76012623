"""The secrets of one-time tokens."""

from typing import Protocol
from uuid import UUID

from business_hexagon.domain.identity.one_time_token import OneTimePurpose


class OneTimeSecrets(Protocol):
    """Computes secrets from a key that only business services hold; nothing is stored.

    So a worker can write the mail with the secret, though no event and no row has it.
    """

    def secret_of(self, purpose: OneTimePurpose, token_id: UUID) -> str:
        """43 characters: HMAC-SHA256 of `<purpose>:<token id in hexadecimal>`, base64 for URLs."""
        ...

    def matches(self, purpose: OneTimePurpose, token_id: UUID, secret: str) -> bool:
        """Whether this is the secret; compared in a time that tells nothing."""
        ...
