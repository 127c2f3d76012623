"""The sandbox gateway: the adapter of the development process `payment_gateway_sandbox`."""

from decimal import Decimal
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from business_hexagon.application.errors import GatewayTimeout, GatewayUnavailable
from business_hexagon.application.ports.payment_gateway import (
    ChargeResult,
    ChargeStatus,
    RefundResult,
    RefundStatus,
    VoidResult,
    VoidStatus,
)
from business_hexagon.domain.values.money import Money
from http_transport import HttpClient, Response, TransportError
from pydantic import (
    BaseModel,
    ConfigDict,
    PlainSerializer,
    StringConstraints,
    ValidationError,
)

_JSON = ((b"Content-Type", b"application/json"),)
_NOT_FOUND = 404
_OK = 200
_MALFORMED = (400, 422)
REFUSED = "refused_by_gateway"

_Reference = Annotated[str, StringConstraints(min_length=1, max_length=255)]
_Plain = Annotated[Decimal, PlainSerializer(lambda amount: format(amount, "f"), return_type=str)]


class _ChargeBody(BaseModel):
    idempotency_key: str
    order_id: UUID
    amount: _Plain
    currency: str
    payment_method: str


class _RefundBody(BaseModel):
    idempotency_key: str
    charge_id: str
    amount: _Plain


class _VoidBody(BaseModel):
    idempotency_key: str


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _ChargeAnswer(_Answer):
    charge_id: _Reference
    status: ChargeStatus
    reason: str | None = None
    idempotency_key: str | None = None
    order_id: UUID | None = None
    amount: Decimal | None = None
    currency: str | None = None


class _RefundAnswer(_Answer):
    refund_id: _Reference
    status: RefundStatus
    reason: str | None = None
    idempotency_key: str | None = None
    charge_id: str | None = None
    amount: Decimal | None = None


class _VoidAnswer(_Answer):
    status: VoidStatus
    charge_id: str | None = None


class SandboxGateway:
    """Implements `PaymentGateway` against the sandbox's HTTP interface.

    Args:
        client: A client of the sandbox's origin.
        timeout: Seconds after which a charge counts as unanswered.
    """

    name = "sandbox"

    def __init__(self, client: HttpClient, *, timeout: float = 5.0) -> None:
        self._client = client
        self._timeout = timeout

    async def charge(
        self, key: str, order_id: UUID, amount: Money, payment_method: str
    ) -> ChargeResult:
        """Take money once for each key.

        A request that the gateway does not accept is a declined charge: asking again would not
        help, and the order would wait for ever.
        """
        body = _ChargeBody(
            idempotency_key=key,
            order_id=order_id,
            amount=amount.amount,
            currency=amount.currency,
            payment_method=payment_method,
        )
        response = await self._ask("charge", "POST", "/charges", body)
        if response.status in _MALFORMED:
            return ChargeResult(ChargeStatus.DECLINED, "", REFUSED)
        return _charge_result(
            response,
            idempotency_key=key,
            order_id=order_id,
            amount=amount.amount,
            currency=amount.currency,
        )

    async def refund(self, key: str, reference: str, amount: Money) -> RefundResult:
        """Give money back once for each key."""
        body = _RefundBody(idempotency_key=key, charge_id=reference, amount=amount.amount)
        response = await self._ask("refund", "POST", "/refunds", body)
        if response.status in _MALFORMED:
            return RefundResult(RefundStatus.DECLINED, "", REFUSED)
        answer = _parse("refund", _RefundAnswer, response)
        _require(answer, idempotency_key=key, charge_id=reference, amount=amount.amount)
        return RefundResult(answer.status, answer.refund_id, answer.reason)

    async def void(self, key: str) -> VoidResult:
        """Make sure that the charge of this key never happens, unless it is too late."""
        response = await self._ask("void", "POST", "/voids", _VoidBody(idempotency_key=key))
        answer = _parse("void", _VoidAnswer, response)
        return VoidResult(answer.status, answer.charge_id or "")

    async def find(self, key: str) -> ChargeResult | None:
        """Tell what became of the charge of this key; None when the gateway never saw it."""
        response = await self._ask("find", "GET", f"/charges/{quote(key, safe='')}")
        if response.status == _NOT_FOUND:
            return None
        return _charge_result(response, idempotency_key=key)

    async def _ask(
        self, operation: str, method: str, path: str, body: BaseModel | None = None
    ) -> Response:
        content = None if body is None else body.model_dump_json().encode()
        try:
            response = await self._client.request(
                method, path, headers=_JSON, body=content, timeout=self._timeout, idempotent=True
            )
        except TransportError as error:
            if error.request_sent:
                raise GatewayTimeout(operation=operation) from error
            raise GatewayUnavailable(operation=operation, reason=str(error)) from error
        expected = {
            "find": (_OK, _NOT_FOUND),
            "charge": (_OK, *_MALFORMED),
            "refund": (_OK, *_MALFORMED),
        }.get(operation, (_OK,))
        if response.status in expected:
            return response
        raise GatewayUnavailable(operation=operation, reason=f"status {response.status}")


def _charge_result(response: Response, **asked: str | UUID | Decimal) -> ChargeResult:
    answer = _parse("charge", _ChargeAnswer, response)
    _require(answer, **asked)
    return ChargeResult(answer.status, answer.charge_id, answer.reason)


def _require(answer: _Answer, **asked: str | UUID | Decimal) -> None:
    """Refuse an answer that speaks of something else than what was asked.

    Raises:
        GatewayUnavailable: Believing it would call an order paid, or a refund made, that is not.
            The same key is asked about again.
    """
    for name, value in asked.items():
        if getattr(answer, name) not in {None, value}:
            raise GatewayUnavailable(operation="answer", reason=f"it has another {name}")


def _parse[AnswerT: _Answer](operation: str, model: type[AnswerT], response: Response) -> AnswerT:
    try:
        return model.model_validate_json(response.body)
    except ValidationError as error:
        raise GatewayUnavailable(operation=operation, reason="unreadable answer") from error
