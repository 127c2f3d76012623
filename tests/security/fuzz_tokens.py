"""Credentials for the fuzzed operations, renewed whenever the fuzzing itself has spoilt them."""

import time
from collections.abc import Mapping
from typing import Final

import requests
from signed_tokens import ServiceTokenIssuer
from storage_contracts.json_value import JsonObject

_SPOILING: Final = (
    "POST /api/v1/me/password",
    "POST /api/v1/auth/log_out",
    "POST /api/v1/auth/log_out_everywhere",
    "POST /api/v1/me/sessions/{session_id}/revoke",
)
_PASSWORD: Final = "tidal lantern quarry 47"
_ASKED_AGAIN_SECONDS: Final = 1.0
_TIMEOUT_SECONDS: Final = 120.0


class ServiceTokens:
    """For each operation of a data service the token of a service that may call it.

    Args:
        audience: Name of the data service.
        identities: Who can sign, by name.
        document: Its OpenAPI document, which names the callers of each operation.
    """

    def __init__(
        self, audience: str, identities: Mapping[str, ServiceTokenIssuer], document: JsonObject
    ) -> None:
        self._audience = audience
        self._identities = identities
        self._paths = document["paths"]

    def __call__(self, method: str, path: str) -> str:
        """Return a token, empty where none is needed."""
        if path == "/health":
            return ""
        callers = self._callers(method, path) or ["quintet_cli"]
        # The API writes most; what it may not call is for one service alone.
        caller = "api_service" if "api_service" in callers else callers[0]
        return self._identities[caller].token_for(self._audience).decode("ascii")

    def _callers(self, method: str, path: str) -> list[str]:
        operations = self._paths.get(path) if isinstance(self._paths, dict) else None
        operation = operations.get(method.lower()) if isinstance(operations, dict) else None
        callers = operation.get("x-callers") if isinstance(operation, dict) else None
        return [str(name) for name in callers] if isinstance(callers, list) else []


class UserToken:
    """A user's access token; they log in again when the present one opens nothing more.

    Operations that end sessions are called as well, so this happens.

    Args:
        url: Origin of the API.
        email: Whose.
        password: Theirs.

    Attributes:
        last: The token that they had last.
        log_ins: How often they logged in.
    """

    def __init__(self, url: str, email: str, password: str) -> None:
        self._url = f"{url}/api/v1"
        self._form = {"grant_type": "password", "username": email, "password": password}
        self._http = requests.Session()
        self._http.trust_env = False
        self.last = ""
        self._asked_at = 0.0
        self.log_ins = 0

    def user_id(self) -> str:
        """Whose tokens these are."""
        answer = self._http.get(
            f"{self._url}/me",
            headers={"Authorization": f"Bearer {self()}"},
            timeout=_TIMEOUT_SECONDS,
        )
        answer.raise_for_status()
        return str(answer.json()["id"])

    def __call__(self) -> str:
        """Return a token that opened something a moment ago."""
        now = time.monotonic()
        if now - self._asked_at > _ASKED_AGAIN_SECONDS:
            if not self._is_good():
                self._log_in()
            self._asked_at = now
        return self.last

    def register(self) -> None:
        """Make the account."""
        body = {"email": self._form["username"], "name": "Ada Lovelace"}
        answer = self._http.post(
            f"{self._url}/auth/register",
            json={**body, "password": self._form["password"]},
            timeout=_TIMEOUT_SECONDS,
        )
        answer.raise_for_status()

    def _is_good(self) -> bool:
        if not self.last:
            return False
        answer = self._http.get(
            f"{self._url}/me",
            headers={"Authorization": f"Bearer {self.last}"},
            timeout=_TIMEOUT_SECONDS,
        )
        return answer.ok

    def _log_in(self) -> None:
        answer = self._http.post(
            f"{self._url}/auth/token", data=self._form, timeout=_TIMEOUT_SECONDS
        )
        if not answer.ok:
            raise LookupError(f"{self._form['username']} cannot log in: {answer.text}")
        self.last = str(answer.json()["access_token"])
        self.log_ins += 1


class ApiTokens:
    """An administrator's token; operations that end sessions or lock an account have their own.

    Args:
        url: Origin of the API.
        administrator: Calls everything else.
    """

    def __init__(self, url: str, administrator: UserToken) -> None:
        self._administrator = administrator
        self._others: dict[str, UserToken] = {}
        for number, label in enumerate(_SPOILING):
            other = UserToken(url, f"spare_{number}@quintet.example", _PASSWORD)
            other.register()
            other()
            self._others[label] = other

    def __call__(self, method: str, path: str) -> str:
        """Return the token for an operation."""
        other = self._others.get(f"{method} {path}")
        if other is None:
            return self._administrator()
        try:
            return other()
        except LookupError:
            return other.last  # locked out by wrong passwords, as they should be
