"""Reads from the broker's management API what it holds."""

from base64 import b64encode
from urllib.parse import unquote, urlsplit

from http_transport import HttpClient
from pydantic import BaseModel, ConfigDict, TypeAdapter

from quintet_cli.live_check.live_finding import LiveCheckError

__all__ = ["BrokerContents", "FoundBinding", "FoundExchange", "FoundQueue", "read_broker"]

_OK = 200


class _Found(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    vhost: str = "/"
    arguments: dict[str, str | int | bool | float] = {}


class FoundQueue(_Found):
    """A queue of the broker."""

    name: str
    durable: bool = True
    exclusive: bool = False


class FoundExchange(_Found):
    """An exchange of the broker."""

    name: str
    type: str
    durable: bool = True


class FoundBinding(_Found):
    """A binding of the broker."""

    source: str
    destination: str
    destination_type: str = "queue"
    routing_key: str


class BrokerContents(BaseModel):
    """All that a virtual host holds."""

    queues: list[FoundQueue]
    exchanges: list[FoundExchange]
    bindings: list[FoundBinding]


_QUEUES = TypeAdapter(list[FoundQueue])
_EXCHANGES = TypeAdapter(list[FoundExchange])
_BINDINGS = TypeAdapter(list[FoundBinding])


async def read_broker(management_url: str, broker_url: str) -> BrokerContents:
    """Read queues, exchanges and bindings.

    Args:
        management_url: Of the management API, with user and password.
        broker_url: Names the virtual host.

    Raises:
        LiveCheckError: The API refuses.
        TransportError: It does not answer.
    """
    parts = urlsplit(management_url)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    login = ((b"Authorization", b"Basic " + b64encode(f"{user}:{password}".encode())),)
    host = unquote(urlsplit(broker_url).path.removeprefix("/")) or "/"
    origin = f"{parts.scheme}://{parts.hostname}:{parts.port}"
    texts: dict[str, bytes] = {}
    async with HttpClient(origin, timeout=20.0) as client:
        for what in ("queues", "exchanges", "bindings"):
            answer = await client.request("GET", f"/api/{what}", headers=login)
            if answer.status != _OK:
                raise LiveCheckError(f"rabbitmq: GET /api/{what}: status {answer.status}")
            texts[what] = answer.body
    return BrokerContents(
        queues=[e for e in _QUEUES.validate_json(texts["queues"]) if e.vhost == host],
        exchanges=[e for e in _EXCHANGES.validate_json(texts["exchanges"]) if e.vhost == host],
        bindings=[e for e in _BINDINGS.validate_json(texts["bindings"]) if e.vhost == host],
    )
