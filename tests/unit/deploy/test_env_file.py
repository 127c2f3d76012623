"""The script that makes deploy/.env."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from signed_tokens import PublicKeys, ServiceTokenIssuer, ServiceTokenVerifier, SigningKeys

from tests.fixtures.deployment import DEPLOY

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl")
CALLERS = ("api_service", "worker_service", "bot_service", "quintet_cli")


@pytest.fixture
def made(tmp_path: Path) -> dict[str, str]:
    """What the script writes, by name, without quotes."""
    for name in ("env.example", "make_env_file.sh"):
        shutil.copy(DEPLOY / name, tmp_path / name)
    command = ["/bin/bash", str(tmp_path / "make_env_file.sh")]
    subprocess.run(command, check=True)  # noqa: S603  our own script
    file = tmp_path / ".env"
    assert file.stat().st_mode & 0o077 == 0
    found = re.findall(r"^([A-Z_]+)=(.+)$", file.read_text(), re.MULTILINE)
    return {name: value.strip("'") for name, value in found}


def test_every_service_gets_a_key_that_the_data_services_know(made: dict[str, str]) -> None:
    """And they know no more than its public half."""
    keys = PublicKeys.of_json(made["SERVICE_PUBLIC_KEYS"])
    for caller in CALLERS:
        own = SigningKeys.of_json(made[f"{caller.upper()}_SIGNING_KEY"])
        header = ServiceTokenIssuer(caller, own).header_for("db_postgres_service")[1]
        assert ServiceTokenVerifier("db_postgres_service", keys).caller(header) == caller
    assert '"d":' not in made["SERVICE_PUBLIC_KEYS"]


def test_nothing_is_left_empty_and_no_secret_is_used_twice(made: dict[str, str]) -> None:
    """Passwords and keys are fresh and their own."""
    example = (DEPLOY / "env.example").read_text()
    empty = re.findall(r"^([A-Z_]+)=$", example, re.MULTILINE)
    values = [made[name] for name in empty]
    assert len(set(values)) == len(values)
    assert all(len(value) >= 32 for value in values)
