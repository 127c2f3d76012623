"""`OneTimeSecrets` whose secrets can be read."""

from uuid import UUID

from business_hexagon.domain.identity.one_time_token import OneTimePurpose
from business_hexagon.domain.identity.split_token import SplitToken

LENGTH = 43


class PlainOneTimeSecrets:
    """Implements `OneTimeSecrets`: a secret tells its purpose and the end of its id."""

    def secret_of(self, purpose: OneTimePurpose, token_id: UUID) -> str:
        """See `OneTimeSecrets.secret_of`."""
        return f"{purpose}_{token_id.hex[-12:]}".ljust(LENGTH, "_")

    def matches(self, purpose: OneTimePurpose, token_id: UUID, secret: str) -> bool:
        """See `OneTimeSecrets.matches`."""
        return secret == self.secret_of(purpose, token_id)

    def text_of(self, purpose: OneTimePurpose, token_id: UUID) -> str:
        """What is mailed or handed out."""
        return SplitToken(token_id, self.secret_of(purpose, token_id)).text
