"""Finding the one-time token that somebody presents."""

from business_hexagon.application.ports.one_time_secrets import OneTimeSecrets
from business_hexagon.application.ports.one_time_tokens import OneTimeTokens
from business_hexagon.domain.identity.one_time_token import OneTimePurpose, OneTimeToken
from business_hexagon.domain.identity.split_token import SplitToken


class OneTimeProof:
    """Loads tokens whose secret is right; a wrong one costs no look at the storage.

    Args:
        tokens: where they are kept.
        secrets: what proves them.
    """

    def __init__(self, tokens: OneTimeTokens, secrets: OneTimeSecrets) -> None:
        self._tokens = tokens
        self._secrets = secrets

    async def proven(self, purpose: OneTimePurpose, text: str) -> OneTimeToken | None:
        """The token, used or run out though it may be; nothing for a wrong one.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        presented = SplitToken.parse(text)
        if presented is None:
            return None
        if not self._secrets.matches(purpose, presented.token_id, presented.secret):
            return None
        token = await self._tokens.get(presented.token_id)
        return token if token is not None and token.purpose is purpose else None
