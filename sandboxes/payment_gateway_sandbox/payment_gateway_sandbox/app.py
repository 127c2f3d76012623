"""The sandbox's HTTP interface."""

from fastapi import FastAPI, HTTPException, status

from payment_gateway_sandbox.charges import (
    Charge,
    ChargeRequest,
    LedgerView,
    Refund,
    RefundRequest,
    VoidAnswer,
    VoidRequest,
)
from payment_gateway_sandbox.ledger import Ledger
from payment_gateway_sandbox.teller import KeyReusedError, Teller


def build_app(ledger: Ledger, teller: Teller) -> FastAPI:
    """The routes of a payment gateway, by test cards."""
    app = FastAPI(title="Payment gateway sandbox", version="0.1.0")

    @app.post("/charges")
    async def charge(request: ChargeRequest) -> Charge:
        """Charge once for each key; the payment method names a test card."""
        try:
            return await teller.charge(request)
        except KeyReusedError as error:
            raise _key_reused() from error

    @app.get("/charges/{idempotency_key}")
    async def find_charge(idempotency_key: str) -> Charge:
        """Tell what became of the charge of this key."""
        known = ledger.charges.get(idempotency_key)
        if known is None:
            raise HTTPException(status.HTTP_404_NOT_FOUND, "No charge has this key.")
        return known

    @app.post("/refunds")
    async def refund(request: RefundRequest) -> Refund:
        """Give money back once for each key."""
        try:
            return teller.refund(request)
        except KeyReusedError as error:
            raise _key_reused() from error

    @app.post("/voids")
    async def void(request: VoidRequest) -> VoidAnswer:
        """Make sure that the charge of this key never happens."""
        return teller.void(request.idempotency_key)

    @app.get("/ledger")
    async def read_ledger() -> LedgerView:
        """Show everything that was ever decided."""
        return ledger.view()

    return app


def _key_reused() -> HTTPException:
    return HTTPException(
        status.HTTP_409_CONFLICT, "This idempotency key came before with another request."
    )
