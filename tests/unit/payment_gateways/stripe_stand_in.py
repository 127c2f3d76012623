"""A small server that answers as Stripe does, for the official library's own base address."""

import json
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from starlette.types import Receive, Scope, Send

type Fields = dict[str, str]
type Answer = tuple[int, dict[str, object]]

DECLINED = {
    "type": "card_error",
    "code": "card_declined",
    "decline_code": "insufficient_funds",
    "message": "Your card was declined.",
}
STATUS_BY_CARD = {"card_approve": "succeeded", "card_slow": "processing"}


@dataclass
class StripeStandIn:
    """Payment intents and refunds by idempotency key.

    Attributes:
        intents: Every payment intent by its id.
        refunds: Every refund by its idempotency key.
        requests: Method, path and form fields of every request, in order.
        status: When not 200, the answer to every request.
        silent: Never answers.
    """

    intents: dict[str, dict[str, object]] = field(default_factory=dict)
    refunds: dict[str, dict[str, object]] = field(default_factory=dict)
    requests: list[tuple[str, str, Fields]] = field(default_factory=list)
    status: int = 200
    error: dict[str, object] = field(default_factory=dict)
    silent: bool = False
    _by_key: dict[str, Answer] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; lifespan is not supported."""
        if scope["type"] != "http":
            raise RuntimeError("no lifespan")
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        raw = body or scope["query_string"]
        fields = {name: values[0] for name, values in parse_qs(raw.decode()).items()}
        self.requests.append((scope["method"], scope["path"], fields))
        if self.silent:
            while (await receive())["type"] != "http.disconnect":
                pass
            return
        status, answer = self._answer(scope, headers.get("idempotency-key", ""), fields)
        await send(
            {
                "type": "http.response.start",
                "status": status,
                "headers": [(b"content-type", b"application/json")],
            }
        )
        await send({"type": "http.response.body", "body": json.dumps(answer).encode()})

    def _answer(self, scope: Scope, key: str, fields: Fields) -> Answer:
        if self.status != 200:
            return self.status, {"error": self.error}
        path = scope["path"]
        if path == "/v1/payment_intents/search":
            wanted = fields["query"].split("'")[3]
            found = [each for each in self.intents.values() if _charge_key(each) == wanted]
            return 200, {"object": "search_result", "data": found, "has_more": False, "url": path}
        if path.endswith("/cancel"):
            return self._cancel(path.split("/")[3])
        if key not in self._by_key:
            act = self._charge if path == "/v1/payment_intents" else self._refund
            self._by_key[key] = act(fields)
        return self._by_key[key]

    def _charge(self, fields: Fields) -> Answer:
        card = fields["payment_method"]
        if card == "card_decline":
            return 402, {"error": DECLINED}
        if card not in STATUS_BY_CARD:
            error = {"type": "invalid_request_error", "code": "resource_missing", "message": "No"}
            return 400, {"error": error}
        intent: dict[str, object] = {
            "id": f"pi_{len(self.intents) + 1}",
            "object": "payment_intent",
            "amount": int(fields["amount"]),
            "currency": fields["currency"],
            "status": STATUS_BY_CARD[card],
            "last_payment_error": None,
            "metadata": {
                "charge_key": fields["metadata[charge_key]"],
                "order_id": fields["metadata[order_id]"],
            },
        }
        self.intents[str(intent["id"])] = intent
        return 200, intent

    def _refund(self, fields: Fields) -> Answer:
        intent = self.intents.get(fields["payment_intent"])
        if intent is None or int(fields["amount"]) > int(str(intent["amount"])):
            error = {"type": "invalid_request_error", "code": "charge_already_refunded"}
            return 400, {"error": error}
        refund: dict[str, object] = {
            "id": f"re_{len(self.refunds) + 1}",
            "object": "refund",
            "status": "succeeded",
        }
        self.refunds[str(refund["id"])] = refund
        return 200, refund

    def _cancel(self, intent_id: str) -> Answer:
        intent = self.intents[intent_id]
        if intent["status"] == "unstoppable":
            error = {"type": "invalid_request_error", "code": "payment_intent_unexpected_state"}
            return 400, {"error": error}
        intent["status"] = "canceled"
        return 200, intent


def _charge_key(intent: dict[str, object]) -> str:
    metadata = intent["metadata"]
    assert isinstance(metadata, dict)
    return str(metadata["charge_key"])
