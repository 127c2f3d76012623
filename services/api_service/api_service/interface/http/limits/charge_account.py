"""Tries to enter one account, from however many addresses they come."""

from hashlib import sha256
from typing import Literal

from rate_limits import Caller, RateLimits
from starlette.requests import Request

from api_service.interface.http.container import container_of
from api_service.interface.http.limits.request_gate import tell


async def charge_account(
    request: Request, policy: Literal["log_in_account", "reset_account"], email: str
) -> None:
    """Charge a try to the account that is tried, whether or not it exists.

    Raises:
        ProblemError: 429 when it was tried too often.
    """
    limits = await container_of(request).get(RateLimits)
    key = sha256(email.strip().lower().encode("utf-8", "replace")).hexdigest()
    tell(request, await limits.charge_policy(policy, Caller.account(key)))
