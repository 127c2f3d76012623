"""Invariant D in the broker: no message waits, none is unacknowledged, none is dead."""

from base64 import b64encode
from urllib.parse import urlsplit

from http_transport import HttpClient
from pydantic import BaseModel, ConfigDict, TypeAdapter
from storage_contracts.reports import Violation

from quintet_cli.verification.verification_errors import SourceSilentError

_DEAD_LETTERS = "_dead_letters"
_OK = 200


class _Queue(BaseModel):
    model_config = ConfigDict(extra="ignore")

    name: str
    messages_ready: int = 0
    messages_unacknowledged: int = 0


_QUEUES: TypeAdapter[list[_Queue]] = TypeAdapter(list[_Queue])


async def check_queues(management_url: str) -> list[Violation]:
    """Messages that are still on their way, or that were given up.

    Raises:
        SourceSilentError: The broker's management API does not answer as it should.
    """
    parts = urlsplit(management_url)
    login = b64encode(f"{parts.username}:{parts.password}".encode())
    origin = f"{parts.scheme}://{parts.hostname}:{parts.port}"
    async with HttpClient(origin, timeout=20.0) as client:
        answer = await client.request(
            "GET", "/api/queues", headers=((b"Authorization", b"Basic " + login),)
        )
    if answer.status != _OK:
        raise SourceSilentError(f"GET /api/queues: status {answer.status}")
    return [
        violation
        for queue in _QUEUES.validate_json(answer.body)
        if (violation := _violation(queue)) is not None
    ]


def _violation(queue: _Queue) -> Violation | None:
    waiting = queue.messages_ready + queue.messages_unacknowledged
    if waiting == 0:
        return None
    check = "dead_letters_left" if queue.name.endswith(_DEAD_LETTERS) else "messages_under_way"
    return Violation(
        check=check,
        row=f"queue/{queue.name}",
        detail=f"{queue.messages_ready} ready, {queue.messages_unacknowledged} unacknowledged",
    )
