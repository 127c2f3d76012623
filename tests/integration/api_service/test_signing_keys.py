"""Keys of access tokens: published, rotated while everything runs, and gone when they are gone."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from signed_tokens import PrivateKeySet, PrivateWebKey, new_private_key

from tests.fixtures.eventually import eventually
from tests.integration.api_service.api_scene import ISSUER, PASSWORD, Api
from tests.integration.api_service.second_api import another_api

JWKS = "/.well-known/jwks.json"
METADATA = "/.well-known/oauth-authorization-server"


class KeyFile:
    """The file that the process reads its keys from."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.first = new_private_key("access")
        self.hold(self.first)

    def hold(self, *keys: PrivateWebKey) -> None:
        """Replace the file in one step."""
        new = self.path.with_suffix(".new")
        new.write_text(PrivateKeySet(keys=list(keys)).model_dump_json(), encoding="utf_8")
        new.replace(self.path)


@pytest.fixture
def keys(tmp_path: Path) -> KeyFile:
    """One key to begin with."""
    return KeyFile(tmp_path / "keys.json")


@pytest.fixture
async def api(api_environment: dict[str, str], keys: KeyFile) -> AsyncIterator[Api]:
    """A guest of a process with keys of its own in a file."""
    environment = api_environment | {
        "TOKEN_SIGNING_KEYS": "",
        "TOKEN_SIGNING_KEYS_FILE": str(keys.path),
    }
    async with another_api(environment) as guest:
        yield guest


async def published(api: Api) -> list[str]:
    """The ids of the public keys."""
    answer = await api.get(JWKS)
    assert answer.status == 200
    assert '"d"' not in answer.response.body.decode()
    return [str(key["kid"]) for key in answer.rows("keys")]


async def test_keys_rotate_without_an_end_to_anything(api: Api, keys: KeyFile) -> None:
    """An old token works while its key is published, and no longer."""
    email = await api.new_account()
    old = await api.log_in(email, PASSWORD)
    assert await published(api) == [keys.first.kid]

    second = new_private_key("access")
    keys.hold(second, keys.first)

    async def look() -> bool | None:
        return True if await published(api) == [second.kid, keys.first.kid] else None

    await eventually(look, "both keys")
    new = await api.log_in(email, PASSWORD)
    assert (await old.get("/api/v1/me")).status == 200
    assert (await new.get("/api/v1/me")).status == 200

    keys.hold(second)

    async def gone() -> bool | None:
        await published(api)
        return True if (await old.get("/api/v1/me")).status == 401 else None

    await eventually(gone, "the end of the old key")
    assert await published(api) == [second.kid]
    assert (await new.get("/api/v1/me")).status == 200


async def test_libraries_find_everything_by_our_metadata(guest: Api) -> None:
    """RFC 8414; whatever it names is there."""
    answer = await guest.get(METADATA)
    document = json.loads(answer.response.body)

    assert document["issuer"] == ISSUER
    assert document["code_challenge_methods_supported"] == ["S256"]
    assert set(document["grant_types_supported"]) == {
        "authorization_code",
        "client_credentials",
        "password",
        "refresh_token",
    }
    for name in ("authorization_endpoint", "token_endpoint", "revocation_endpoint", "jwks_uri"):
        path = document[name].removeprefix(ISSUER)
        assert (await guest.get(path)).status != 404, name
