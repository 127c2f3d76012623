"""`quintet call` on the running platform."""

import asyncio
import json
import os
import sys
from dataclasses import dataclass

import pytest

from tests.fixtures.shared_platform import SharedPlatform
from tests.fixtures.until_let_in import until_let_in

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("platform")]


@dataclass(frozen=True)
class Called:
    """What a call came to: exit code, standard output and standard error."""

    code: int
    output: str
    errors: str

    @property
    def status(self) -> int:
        """429 where the administrator had logged in too often, here or in other tests."""
        return 429 if "was not signed in: Too many requests" in self.errors else 0


async def _call(
    platform: SharedPlatform, *words: str, given: str = "", password: str | None = None
) -> tuple[int, str, str]:
    """Run the command; return exit code, standard output and standard error."""
    called = await until_let_in(lambda: _call_once(platform, words, given, password))
    return called.code, called.output, called.errors


async def _call_once(
    platform: SharedPlatform, words: tuple[str, ...], given: str, password: str | None
) -> Called:
    environment = dict(os.environ) | ({} if password is None else {"QUINTET_PASSWORD": password})
    folder = str(platform.watched.state.data_folder)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "quintet_cli", "call", *words, "--data", folder),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=environment,
    )
    output, errors = await asyncio.wait_for(process.communicate(given.encode()), 120)
    return Called(process.returncode or 0, output.decode(), errors.decode())


async def test_a_task_is_made_and_read_as_the_administrator(
    shared_platform: SharedPlatform,
) -> None:
    """Without a token in anybody's hands; the answer is the body and nothing else."""
    body = json.dumps({"title": "Sweep the yard"})
    code, output, status = await _call(shared_platform, "post", "/api/v1/tasks", body)
    made = json.loads(output)
    assert (code, made["title"]) == (0, "Sweep the yard")
    assert status.startswith("201, etag ")
    code, output, _ = await _call(shared_platform, "GET", f"/api/v1/tasks/{made['id']}")
    assert (code, json.loads(output)["id"]) == (0, made["id"])


async def test_a_body_comes_from_standard_input_and_a_header_from_the_line(
    shared_platform: SharedPlatform,
) -> None:
    """The same key twice makes one task."""
    words = ("POST", "/api/v1/tasks", "-", "--header", "Idempotency-Key:quintet_call_twice")
    given = json.dumps({"title": "Once"})
    answers = [await _call(shared_platform, *words, given=given) for _ in range(2)]
    assert {code for code, _, _ in answers} == {0}
    assert len({json.loads(output)["id"] for _, output, _ in answers}) == 1


async def test_a_refusal_shows_the_problem_and_exits_with_1(
    shared_platform: SharedPlatform,
) -> None:
    """Nobody sees tasks."""
    code, output, status = await _call(shared_platform, "GET", "/api/v1/tasks", "--anonymous")
    assert (code, json.loads(output)["status"]) == (1, 401)
    assert status.startswith("401")


@pytest.mark.parametrize(
    ("words", "password", "said"),
    [
        (("FETCH", "/api/v1/tasks"), None, "FETCH is no method"),
        (("POST", "/api/v1/tasks", "{"), None, "the body is no JSON"),
        (("GET", "/api/v1/tasks", "--header", "nothing"), None, "'nothing' is no header"),
        (("GET", "/api/v1/tasks", "--as", "a@b.example"), "wrong", "a@b.example was not signed in"),
    ],
    ids=["method", "body", "header", "password"],
)
async def test_what_cannot_be_sent_is_one_sentence(
    shared_platform: SharedPlatform, words: tuple[str, ...], password: str | None, said: str
) -> None:
    """With what to do."""
    code, output, errors = await _call(shared_platform, *words, password=password)
    assert (code, output) == (1, "")
    assert errors.startswith(f"quintet: {said}")
    assert "Traceback" not in errors


async def test_the_token_is_kept_for_the_next_call(shared_platform: SharedPlatform) -> None:
    """Logging in anew each time would soon be refused; a token that ran out is replaced."""
    kept = shared_platform.watched.state.data_folder / "call_tokens.json"
    kept.unlink(missing_ok=True)
    assert (await _call(shared_platform, "GET", "/api/v1/tasks"))[0] == 0
    first = kept.read_text()
    assert (await _call(shared_platform, "GET", "/api/v1/tasks"))[0] == 0
    assert kept.read_text() == first
    assert kept.stat().st_mode & 0o777 == 0o600
    email = shared_platform.watched.state.admin_email
    kept.write_text(json.dumps({"tokens": {email: "not.a.token"}}))
    assert (await _call(shared_platform, "GET", "/api/v1/tasks"))[0] == 0
    assert "not.a.token" not in kept.read_text()
