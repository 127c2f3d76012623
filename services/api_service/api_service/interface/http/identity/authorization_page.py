"""The page on which somebody logs in for a program: plain HTML, no script, works by keyboard."""

from collections.abc import Mapping
from html import escape
from typing import Final

from starlette.responses import HTMLResponse

from api_service.interface.http.identity.plain_page import plain_page

_FORM: Final = """{alert}<p><strong>{name}</strong> asks for:</p>
<ul>{scopes}</ul>
<form method="post">
{hidden}
<label for="email">E-mail address</label>
<input id="email" name="email" type="email" autocomplete="username" inputmode="email"
 maxlength="254" required autofocus value="{email}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password"
 maxlength="1024" required>
<button type="submit">Log in and continue</button>
</form>
"""


def log_in_page(
    *,
    client_name: str,
    scopes: tuple[str, ...],
    hidden: Mapping[str, str],
    redirect_origin: str,
    email: str = "",
    alert: str = "",
    status: int = 200,
) -> HTMLResponse:
    """The form.

    Args:
        client_name: The program that asks.
        scopes: What it asks for.
        hidden: The request's parameters, sent along with the form.
        redirect_origin: Where the form may lead to in the end: browsers check it.
        email: What was typed before.
        alert: What went wrong, for people; nothing at first.
        status: HTTP status.
    """
    fields = "\n".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in hidden.items()
    )
    content = _FORM.format(
        alert=f'<p role="alert">{escape(alert)}</p>\n' if alert else "",
        name=escape(client_name),
        scopes="".join(f"<li>{escape(scope)}</li>" for scope in scopes),
        hidden=fields,
        email=escape(email),
    )
    return plain_page("Log in to Quintet", content, status, redirect_origin)
