"""A connection to Telegram without a network, for those who play Telegram in a test."""

from collections.abc import AsyncGenerator

from aiogram.client.session.base import BaseSession


class SessionWithoutNetwork(BaseSession):
    """Leaves to its heirs what is asked for and answered; files have no content here."""

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(
        self,
        url: str,
        headers: dict[str, str] | None = None,
        timeout: int = 30,  # noqa: ASYNC109  as in the base class
        chunk_size: int = 65536,
        raise_for_status: bool = True,  # noqa: FBT001, FBT002  as in the base class
    ) -> AsyncGenerator[bytes, None]:
        """The content of a file, which only who keeps files has."""
        del headers, timeout, chunk_size, raise_for_status
        yield self.content_of(url)

    def content_of(self, url: str) -> bytes:
        """What Telegram keeps under an address.

        Raises:
            NotImplementedError: Nobody downloads anything here.
        """
        raise NotImplementedError(url)
