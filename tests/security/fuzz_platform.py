"""The three services of a running platform as targets."""

from collections.abc import Iterable
from typing import Final

import requests
from pydantic import TypeAdapter
from quintet_cli.platform_state import PlatformState
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.supervision.key_files import CALLERS, KeyFiles
from storage_contracts.json_value import JsonObject

from tests.security.fuzz_allowances import ALIKE, ALLOWANCES
from tests.security.fuzz_target import FuzzTarget
from tests.security.fuzz_tokens import ApiTokens, ServiceTokens, UserToken

SERVICES: Final = ("api_service", "db_mongo_service", "db_postgres_service")
"""The API first: what is written behind its back afterwards, it could not read."""

VARIABLES: Final = {"RATE_LIMIT_SCALE": "100000", "LOG_LEVEL": "warning"}
"""For the processes of a platform that is fuzzed: limits are another test's matter."""

_DOCUMENT: Final = TypeAdapter[JsonObject](JsonObject)
_TIMEOUT_SECONDS: Final = 180.0


def targets_of(state: PlatformState, names: Iterable[str] = SERVICES) -> list[FuzzTarget]:
    """Return the targets; asks each service for its document."""
    keys = KeyFiles(DataFolder(state.data_folder).keys)
    return [
        _api(state) if name == "api_service" else _data_service(state, keys, name) for name in names
    ]


def _api(state: PlatformState) -> FuzzTarget:
    administrator = UserToken(state.api_url, state.admin_email, state.admin_password)
    return FuzzTarget(
        name="api_service",
        url=state.api_url,
        document=_document_of(state.api_url, ""),
        token_of=ApiTokens(state.api_url, administrator),
        protected=frozenset({administrator.user_id()}),
        allowances=ALLOWANCES["api_service"],
    )


def _data_service(state: PlatformState, keys: KeyFiles, name: str) -> FuzzTarget:
    url = state.service_urls[name]
    identities = {caller: keys.identity(caller) for caller in CALLERS}
    token = identities["quintet_cli"].token_for(name).decode("ascii")
    document = _document_of(url, token)
    return FuzzTarget(
        name=name,
        url=url,
        document=document,
        token_of=ServiceTokens(name, identities, document),
        allowances=ALLOWANCES[name],
        alike=ALIKE.get(name, frozenset()),
    )


def _document_of(url: str, token: str) -> JsonObject:
    with requests.Session() as http:
        http.trust_env = False
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = http.get(f"{url}/openapi.json", headers=headers, timeout=_TIMEOUT_SECONDS)
        answer.raise_for_status()
        return _DOCUMENT.validate_json(answer.content)
