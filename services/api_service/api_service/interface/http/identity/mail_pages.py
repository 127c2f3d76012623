"""The pages that links in mails lead to; nothing happens until somebody presses the button.

Mail programs and virus scanners open links, so opening one must not use its token up.
"""

from collections.abc import Mapping
from html import escape
from typing import Final

from business_hexagon.application.commands.identity.reset_password import (
    ResetPassword,
    ResetPasswordCommand,
)
from business_hexagon.application.commands.identity.verify_email import (
    VerifyEmail,
    VerifyEmailCommand,
)
from business_hexagon.domain.identity.errors import (
    InvalidOneTimeToken,
    LogInLocked,
    WeakPassword,
    WrongCredentials,
)
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import actor_of
from api_service.interface.http.container import container_of
from api_service.interface.http.identity.form import FORM, form_of, parameters_of
from api_service.interface.http.identity.plain_page import page_answers, plain_page, refusal_page

router = APIRouter(
    default_response_class=HTMLResponse,
    responses=problem_responses(429),
)

_SPENT: Final = "The link is wrong, was used already or is too old. Ask for another."
_TOKEN: Final[dict[str, object]] = {
    "parameters": [
        {
            "name": "token",
            "in": "query",
            "required": False,
            "schema": {"type": "string"},
        }
    ]
}
_CONFIRMATION: Final = """{alert}<p>The password of your account confirms that it is yours.
You never opened one? Then close this page: somebody else used your address.</p>
<form method="post" action="?">
{hidden}
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password"
 maxlength="1024" required autofocus>
<button type="submit">Confirm my address</button>
</form>
"""
_CHOICE: Final = """{alert}<form method="post" action="?">
{hidden}
<label for="password">New password, at least 12 characters</label>
<input id="password" name="password" type="password" autocomplete="new-password"
 minlength="12" maxlength="128" required autofocus>
<button type="submit">Choose this password</button>
</form>
"""


def _form(*names: str) -> dict[str, object]:
    properties = {name: {"type": "string"} for name in names}
    schema = {"type": "object", "required": list(names), "properties": properties}
    example = dict.fromkeys(names, "text")
    content = {FORM: {"schema": schema, "example": example}}
    return {"requestBody": {"required": True, "content": content}}


@router.get(
    "/auth/email_verifications/page",
    responses=page_answers(200),
    openapi_extra=serves("verify_email", extra=_TOKEN),
)
async def show_verification_page(request: Request) -> Response:
    """Show the form that proves an address; the link in the mail leads here."""
    return _confirmation(parameters_of(request.scope["query_string"]))


@router.post(
    "/auth/email_verifications/page",
    responses=page_answers(200, 400, 401, 429),
    openapi_extra=serves("verify_email", extra=_form("token", "password")),
)
async def verify_by_page(request: Request) -> Response:
    """Prove an address with that form."""
    form = await form_of(request)
    use_case = await container_of(request).get(VerifyEmail)
    token, password = form.get("token", ""), form.get("password", "")
    try:
        await use_case.execute(VerifyEmailCommand(actor_of(request), token, password))
    except InvalidOneTimeToken:
        return refusal_page(_SPENT)
    except WrongCredentials:
        return _confirmation(form, "This is not the password of the account.", 401)
    except LogInLocked as error:
        seconds = str(error.retry_after_seconds)
        alert = f"Too many wrong passwords. Try again in {seconds} seconds."
        page = _confirmation(form, alert, 429)
        page.headers["retry-after"] = seconds
        return page
    return plain_page("Thank you", "<p>Your address is confirmed. You can log in now.</p>")


@router.get(
    "/auth/password_resets/page",
    responses=page_answers(200),
    openapi_extra=serves("reset_password", extra=_TOKEN),
)
async def show_reset_page(request: Request) -> Response:
    """Show the form for another password; the link in the mail leads here."""
    return _choice(parameters_of(request.scope["query_string"]))


@router.post(
    "/auth/password_resets/page",
    responses=page_answers(200, 400, 422),
    openapi_extra=serves("reset_password", extra=_form("token", "password")),
)
async def reset_by_page(request: Request) -> Response:
    """Choose another password with that form; all sessions end."""
    form = await form_of(request)
    use_case = await container_of(request).get(ResetPassword)
    token, password = form.get("token", ""), form.get("password", "")
    try:
        await use_case.execute(ResetPasswordCommand(actor_of(request), token, password))
    except WeakPassword:
        return _choice(form, "Choose a longer one, or one that is harder to guess.", 422)
    except InvalidOneTimeToken:
        return refusal_page(_SPENT)
    return plain_page("Done", "<p>Log in with your new password.</p>")


def _confirmation(given: Mapping[str, str], alert: str = "", status: int = 200) -> Response:
    return plain_page("Is this your address?", _filled(_CONFIRMATION, given, alert), status)


def _choice(given: Mapping[str, str], alert: str = "", status: int = 200) -> Response:
    return plain_page("Choose another password", _filled(_CHOICE, given, alert), status)


def _filled(content: str, given: Mapping[str, str], alert: str) -> str:
    token = escape(given.get("token", ""))
    return content.format(
        alert=f'<p role="alert">{escape(alert)}</p>' if alert else "",
        hidden=f'<input type="hidden" name="token" value="{token}">',
    )
