"""OWASP API9: nothing answers that is not in the documents, and nothing under another spelling."""

from typing import Final

import pytest

from tests.fixtures.until_status import until_status
from tests.security.documents import operations_of
from tests.security.person import API, Person
from tests.security.stage import DATA_SERVICES, SERVICES, Stage
from tests.security.wire import Wire

_FORGOTTEN: Final = (
    "/admin",
    "/api",
    "/api/",
    "/api/v0/products",
    "/api/v2/products",
    "/api/v1",
    "/api/v1/",
    "/v1/products",
    "/products",
    "/internal/users",
    "/api/internal",
    "/debug",
    "/debug/vars",
    "/debug/pprof",
    "/actuator/env",
    "/swagger.json",
    "/swagger-ui.html",
    "/redoc",
    "/graphql",
    "/console",
    "/phpinfo.php",
    "/server-status",
    "/.env",
    "/.git/config",
    "/.git/HEAD",
    "/backup.sql",
    "/dump.json",
    "/config.json",
    "/platform.json",
    "/secrets.json",
    "/keys/token_signing_keys.json",
    "/static/../pyproject.toml",
    "/docs/files/../../../pyproject.toml",
    "/docs/files/..%2f..%2fpyproject.toml",
    "/docs/files/%2e%2e/__init__.py",
    "/.well-known/security",
    "/test",
    "/status",
    "/info",
    "/env",
    "/trace",
    "/atomic_writes",
    "/outbox",
    "/user_standings",
    "/users",
    "/analytics_events",
    "/api/v1/atomic_writes",
    "/api/v1/users_old",
    "/api/v1/auth/register_admin",
    "/api/v1/auth/users",
    "/api/v1/debug",
)


async def test_nothing_that_is_not_documented_answers_on_the_api(
    stage: Stage, admin: Person
) -> None:
    """Usual names of forgotten things, asked for by a guest and by the administrator."""
    for path in _FORGOTTEN:
        for headers in ([], admin.authorization):
            for method in ("GET", "POST"):
                # From new addresses: quotas are another test's matter.
                answer = await Wire(stage.api_url).send(method, path, headers)
                assert answer.status in {400, 404, 405}, (method, path, answer)
                assert b"[project]" not in answer.body
    assert (await admin.wire.send("GET", "/health")).status == 200
    assert (await admin.get("/products")).status == 200


@pytest.mark.parametrize("service", DATA_SERVICES)
async def test_nothing_that_is_not_documented_answers_on_a_data_service(
    stage: Stage, service: str
) -> None:
    """For those who may come in: 404; for others not even that."""
    caller = stage.caller("quintet_cli", service)
    known = {
        operation.target
        for operation in operations_of((await caller.get("/openapi.json")).json)
        if operation.method == "GET"
    }
    for path in _FORGOTTEN:
        if path in known:
            continue
        answer = await caller.get(path)
        assert answer.status in {403, 404, 405}, (path, answer)
        assert (await caller.wire.send("GET", path)).status == 401, path
    await until_status(200, lambda: caller.get("/ready"))


async def test_worker_and_bot_answer_probes_and_nothing_else(stage: Stage) -> None:
    """They serve no API, so nothing of them is there to be forgotten."""
    for service in ("worker_service", "bot_service"):
        wire = stage.wire_to(service)
        for path in _FORGOTTEN:
            assert (await wire.send("GET", path)).status in {400, 404}, (service, path)
        assert (await wire.send("GET", "/health")).status == 200


async def test_other_spellings_of_a_guarded_path_open_nothing(
    regular: Person, admin: Person
) -> None:
    """Slashes, dots, cases, encodings and endings: a guest and a customer stay out."""
    path = f"{API}/security_acts"
    assert (await admin.get("/security_acts")).status == 200
    for spelling in (
        f"{path}/",
        f"/{path}",
        f"{API}//security_acts",
        f"{API}/./security_acts",
        f"{API}/products/../security_acts",
        f"{API}/products/..;/security_acts",
        f"{API}/%2e/security_acts",
        f"{API}/%73ecurity_acts",
        f"{API}/security%5facts",
        f"{API}/security%255facts",
        f"{API}/Security_Acts",
        path.upper(),
        f"{path}.json",
        f"{path}%00",
        f"{path}%20",
        f"{path};x",
        f"{path}#x",
        f"{path}?",
        f"{path}\\",
        f"/health/..{path}",
        f"/health%2f..{path}",
        f"/.well-known/..{path}",
        f"http://127.0.0.1:8001{path}",
    ):
        for person in (regular, regular.with_token(None)):
            answer = await person.wire.send("GET", spelling, person.authorization)
            assert answer.status in {307, 308, 400, 401, 403, 404}, (spelling, answer)
            location = answer.header("location")
            assert location is None or location.startswith("/"), (spelling, location)
            for header in ("X-Original-URL", "X-Rewrite-URL"):
                found = await person.wire.send("GET", "/health", [(header, path)])
                assert b"items" not in found.body


@pytest.mark.parametrize("service", DATA_SERVICES)
async def test_other_spellings_open_nothing_on_a_data_service(stage: Stage, service: str) -> None:
    """Only `/health` itself is free, not what begins with it or contains it."""
    wire = stage.wire_to(service)
    assert (await wire.send("GET", "/health")).status == 200
    for spelling in (
        "/health/",
        "//health",
        "/health/../users",
        "/health/..%2fusers",
        "/health%2f..%2fusers",
        "/HEALTH",
        "/health;/users",
        "/health%00",
        "/%68ealth/../users",
        "/users?/health",
        "/users#/health",
        "/./health",
        "http://127.0.0.1/users",
    ):
        answer = await wire.send("GET", spelling)
        assert answer.status in {400, 401}, (spelling, answer)
        assert b"items" not in answer.body
    # Which spelling is served is said by the router; the table of callers must agree with it.
    bot = stage.caller("bot_service", service)
    guarded = "/sessions" if service == "db_postgres_service" else "/application_logs"
    for spelling in (
        guarded,
        f"{guarded}/",
        f"/{guarded}",
        f"{guarded}%2f",
        guarded.replace("s", "%73", 1),
        f"/x/..{guarded}",
        guarded.upper(),
    ):
        answer = await bot.get(spelling)
        assert answer.status in {403, 404}, (spelling, answer)


async def test_all_five_serve_one_version_and_hide_the_makers_name(stage: Stage) -> None:
    """Nobody serves an older platform beside the present one."""
    versions = set()
    for service in SERVICES:
        answer = await stage.wire_to(service).send("GET", "/health")
        versions.add(answer.json.get("version"))
        assert answer.header("server") is None, service
        assert answer.header("x-powered-by") is None, service
    assert len(versions) == 1
