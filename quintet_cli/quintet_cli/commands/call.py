"""`quintet call`: try a route out."""

import asyncio
import json as json_format
import os
import re
import sys
from typing import Annotated, Final

import typer
from http_transport import Response
from rich.console import Console

from quintet_cli.calling.api_call import ApiCall, CallError, Login, call_api
from quintet_cli.commands.shared_options import DataOption
from quintet_cli.platform_state import PlatformState, load
from quintet_cli.supervision.platform_settings import PlatformSettings

_METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")
_REFUSED: Final = 400
_TOLD: Final = ("etag", "location", "retry-after")
_HEADER: Final = re.compile(r"([A-Za-z0-9-]+):\s*(.*)")
_PASSWORD: Final = "QUINTET_PASSWORD"  # noqa: S105  a variable's name


def call(
    method: Annotated[str, typer.Argument(help="GET, POST, PUT, PATCH or DELETE.")],
    path: Annotated[str, typer.Argument(help="Path with query, such as /api/v1/products.")],
    body: Annotated[
        str | None, typer.Argument(help="JSON; `-` reads it from standard input.")
    ] = None,
    *,
    user: Annotated[
        str | None,
        typer.Option(
            "--as",
            help=f"Address of who asks; the password is asked for, or in {_PASSWORD}"
            " (default: the platform's first administrator).",
            show_default=False,
        ),
    ] = None,
    anonymous: Annotated[bool, typer.Option("--anonymous", help="Ask as nobody.")] = False,
    header: Annotated[
        list[str] | None, typer.Option(help="One more header, as Name:value.", show_default=False)
    ] = None,
    data: DataOption = None,
) -> None:
    """Send one request to the API of the running platform, signed in.

    The body of the answer goes to standard output, its status to standard error; a refusal exits
    with 1.

    \b
    Examples:
      quintet call GET /api/v1/products?limit=3
      quintet call POST /api/v1/tasks '{"title": "Sweep the yard"}'
      quintet call GET /api/v1/orders --as ann@example.org
    """  # noqa: D301  \b keeps the examples' line breaks
    platform = load(PlatformSettings.choose(os.environ, data=data).data_root)
    wanted = ApiCall(_method(method), path, _body(body), _headers(header or []))
    login = None if anonymous else _login(platform, user)
    answer = asyncio.run(call_api(platform, wanted, login))
    _tell(answer)
    sys.exit(1 if answer.status >= _REFUSED else 0)


def _method(method: str) -> str:
    if method.upper() not in _METHODS:
        raise CallError(f"{method} is no method: use {', '.join(_METHODS)}")
    return method.upper()


def _body(body: str | None) -> str | None:
    text = sys.stdin.read() if body == "-" else body
    try:
        if text is not None:
            json_format.loads(text)
    except ValueError as error:
        raise CallError(f"the body is no JSON: {error}") from error
    return text


def _headers(texts: list[str]) -> list[tuple[str, str]]:
    found = [(text, _HEADER.fullmatch(text)) for text in texts]
    wrong = [text for text, match in found if match is None]
    if wrong:
        raise CallError(f"{wrong[0]!r} is no header: write it as Name:value")
    return [(match[1], match[2]) for _, match in found if match is not None]


def _login(platform: PlatformState, user: str | None) -> Login:
    if user is None:
        return Login(platform.admin_email, lambda: platform.admin_password)
    return Login(user, _asked_password)


def _asked_password() -> str:
    typed: str = os.environ.get(_PASSWORD) or typer.prompt("Password", hide_input=True, err=True)
    return typed


def _tell(answer: Response) -> None:
    notes = [f"{name} {value}" for name in _TOLD if (value := answer.header(name)) is not None]
    Console(stderr=True, highlight=False).print(
        ", ".join([str(answer.status), *notes]),
        style="red" if answer.status >= _REFUSED else "green",
    )
    if not answer.body:
        return
    if "json" in (answer.header("content-type") or ""):
        Console(soft_wrap=True).print_json(answer.body.decode())
    else:
        typer.echo(answer.body.decode(errors="replace"))
