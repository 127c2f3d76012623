"""A program of others, which people let act for them."""

import base64
import hashlib
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from tests.security.person import Person
from tests.security.wire import Wire, WireAnswer


class Program:
    """A public client in the flow with a code."""

    def __init__(self, url: str, client_id: str) -> None:
        self.url = url
        self.client_id = client_id
        self.redirect = "https://shop.example/signed_in"
        self.verifier = uuid4().hex + uuid4().hex
        digest = hashlib.sha256(self.verifier.encode()).digest()
        self.challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")

    def request(self, **changed: str) -> dict[str, str]:
        """The parameters of the authorization request."""
        return {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.redirect,
            "code_challenge": self.challenge,
            "code_challenge_method": "S256",
            "scope": "orders:read profile:read",
            "state": "xyz",
        } | changed

    async def code(self, person: Person, **changed: str) -> str:
        """Have somebody log in, and return the code."""
        form = self.request(**changed) | {"email": person.email, "password": person.password}
        sent = await Wire(self.url).send_form("/api/v1/auth/authorize", form)
        assert sent.status == 303, sent
        target = urlsplit(sent.header("location") or "")
        assert f"{target.scheme}://{target.netloc}{target.path}" == self.redirect
        (code,) = parse_qs(target.query)["code"]
        return code

    async def exchange(self, code: str, **changed: str) -> WireAnswer:
        """Trade the code for tokens."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "client_id": self.client_id,
            "redirect_uri": self.redirect,
            "code_verifier": self.verifier,
        }
        return await Wire(self.url).send_form("/api/v1/auth/token", form | changed)
