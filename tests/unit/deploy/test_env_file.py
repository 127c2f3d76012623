"""The scripts that make deploy/.env and deploy/secrets."""

import re

from service_access import CALLERS
from signed_tokens import PublicKeys, ServiceTokenIssuer, ServiceTokenVerifier, SigningKeys

from tests.fixtures.deployment import DEPLOY
from tests.unit.deploy.conftest import Made

OPTIONAL = {"smtp_url", "stripe_api_key"}
"""Empty until somebody has them; so are the tokens of bots."""


def test_every_service_gets_a_key_that_the_data_services_know(made: Made) -> None:
    """And they know no more than its public half."""
    published = (made.secrets / "service_public_keys").read_text()
    keys = PublicKeys.of_json(published)
    for caller in CALLERS:
        own = SigningKeys.of_json((made.secrets / f"{caller}_signing_key").read_text())
        header = ServiceTokenIssuer(caller, own).header_for("db_postgres_service")[1]
        assert ServiceTokenVerifier("db_postgres_service", keys).caller(header) == caller
    assert '"d":' not in published


def test_nothing_is_left_empty_and_no_secret_is_used_twice(made: Made) -> None:
    """Passwords and keys are fresh and their own."""
    example = (DEPLOY / "env.example").read_text()
    empty = re.findall(r"^([A-Z_]+)=$", example, re.MULTILINE)
    values = [made.variables[name] for name in empty]
    values += [
        each.read_text()
        for each in made.secrets.iterdir()
        if each.is_file() and each.name not in OPTIONAL and not each.name.endswith("_token")
    ]
    assert len(set(values)) == len(values) > 15
    assert all(len(value) >= 32 for value in values)


def test_nobody_else_on_the_machine_gets_in(made: Made) -> None:
    """The containers' user must read the files, so it is the folder that is closed."""
    assert (made.secrets.parent / ".env").stat().st_mode & 0o077 == 0
    assert made.secrets.stat().st_mode & 0o077 == 0
    authority = made.secrets / "tls" / "certificates" / "authority_key.pem"
    assert authority.stat().st_mode & 0o077 == 0


def test_what_exists_is_not_overwritten(made: Made) -> None:
    """Passwords of servers that have data already would be lost."""
    assert made.run("make_env_file.sh") == 1
    before = (made.secrets / "tls" / "certificates" / "api_service.pem").read_bytes()
    assert made.run("make_certificates.sh") == 0
    after = (made.secrets / "tls" / "certificates" / "api_service.pem").read_bytes()
    assert before == after
