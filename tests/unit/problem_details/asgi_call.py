"""Send one request through an ASGI application, in process."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Scope


@dataclass
class Answer:
    """What came back."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def problem(self) -> dict[str, object]:
        """The problem document; checks that it is one."""
        assert self.headers["content-type"] == "application/problem+json"
        document: dict[str, object] = json.loads(self.body)
        assert document["status"] == self.status
        assert document["type"] == f"urn:quintet:problem:{document['code']}"
        return document

    @property
    def field_problems(self) -> list[tuple[str, str]]:
        """Path and code of each field problem."""
        errors = self.problem["errors"]
        assert isinstance(errors, list)
        return [(error["path"], error["code"]) for error in errors]


async def call(
    app: ASGIApp,
    method: str,
    path: str,
    body: bytes | Sequence[bytes] = b"",
    *,
    query: str = "",
    headers: dict[str, str] | None = None,
    announce_length: bool = True,
) -> Answer:
    """Return the answer; a sequence of bytes arrives as that many messages."""
    chunks = [body] if isinstance(body, bytes) else list(body)
    given = {"content-type": "application/json"} if any(chunks) else {}
    if any(chunks) and announce_length:
        given["content-length"] = str(sum(map(len, chunks)))
    elif any(chunks):
        given["transfer-encoding"] = "chunked"
    given |= headers or {}
    scope: Scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode("utf-8", "surrogatepass"),
        "query_string": query.encode(),
        "headers": [(k.encode(), v.encode("latin-1")) for k, v in given.items() if v],
        "root_path": "",
        "http_version": "1.1",
        "scheme": "http",
        "server": ("127.0.0.1", 80),
    }
    answer = Answer()
    pending = [
        {"type": "http.request", "body": chunk, "more_body": number < len(chunks) - 1}
        for number, chunk in enumerate(chunks)
    ]

    async def receive() -> Message:
        return pending.pop(0) if pending else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {k.decode(): v.decode() for k, v in message["headers"]}
        else:
            answer.body += message.get("body", b"")

    await app(scope, receive, send)
    return answer
