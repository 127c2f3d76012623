"""The parameters of an authorization request, in the page's address and in its form."""

from collections.abc import Mapping
from typing import Final

from api_service.interface.http.identity.form import FORM

_PARAMETERS: Final[Mapping[str, tuple[str, str]]] = {
    "response_type": ("Must be `code`.", "code"),
    "client_id": ("The program.", "web_shop"),
    "redirect_uri": ("Exactly one of the program's own.", "https://shop.example/signed_in"),
    "code_challenge": (
        "RFC 7636: base64url of SHA-256 of the verifier.",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    ),
    "code_challenge_method": ("Must be `S256`.", "S256"),
    "scope": ("Scopes separated by blanks.", "orders:place orders:read"),
    "state": ("Comes back unread.", "xyz"),
}
_OPTIONAL: Final = frozenset({"scope", "state"})


def known_parameters(given: Mapping[str, str]) -> dict[str, str]:
    """Those parameters that mean something; others are ignored, as RFC 6749 wants it."""
    return {name: given[name] for name in _PARAMETERS if name in given}


QUERY_PARAMETERS: Final[dict[str, object]] = {
    "parameters": [
        {
            "name": name,
            "in": "query",
            "required": name not in _OPTIONAL,
            "description": description,
            "schema": {"type": "string", "maxLength": 2048},
            "example": example,
        }
        for name, (description, example) in _PARAMETERS.items()
    ]
}
"""`openapi_extra` of the page."""

_FIELDS: Final[dict[str, object]] = {
    **{
        name: {"type": "string", "description": description}
        for name, (description, _) in _PARAMETERS.items()
    },
    "email": {"type": "string"},
    "password": {"type": "string", "format": "password"},
}
FORM_BODY: Final[dict[str, object]] = {
    "requestBody": {
        "required": True,
        "content": {
            FORM: {
                "schema": {"type": "object", "properties": _FIELDS},
                "example": {
                    **{name: example for name, (_, example) in _PARAMETERS.items()},
                    "email": "ada@example.com",
                    "password": "correct horse battery",
                },
            }
        },
    }
}
"""`openapi_extra` of the form."""
