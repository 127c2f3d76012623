"""What comes back from the hop."""

__all__ = ["Response"]


class Response:
    """A complete HTTP response, read into memory.

    Attributes:
        status: Status code, 200 to 599.
        headers: Pairs of lower-case name and value, in the order received.
        body: The decoded (never decompressed) body.
    """

    __slots__ = ("body", "headers", "status")

    def __init__(self, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body

    def header(self, name: str) -> str | None:
        """Return the first value of a header, None when it is absent; case does not matter."""
        wanted = name.lower().encode("latin-1")
        for key, value in self.headers:
            if key == wanted:
                return value.decode("latin-1")
        return None

    def __repr__(self) -> str:
        return f"Response(status={self.status}, body={len(self.body)} bytes)"
