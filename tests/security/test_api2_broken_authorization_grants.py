"""OWASP API2: codes and machines, the flows of OAuth in which nobody types a password for us."""

from urllib.parse import urlencode
from uuid import uuid4

from tests.security.person import Person
from tests.security.program import Program
from tests.security.stage import Stage
from tests.security.wire import Wire, WireAnswer


async def test_a_code_is_for_one_program_with_its_proof_and_for_one_use(
    program: Program, customer: Person, stranger: Person
) -> None:
    """Without the verifier, at another address, for another program, twice: nothing."""
    for changed in (
        {"code_verifier": uuid4().hex + uuid4().hex},
        {"code_verifier": program.challenge},
        {"redirect_uri": "https://shop.example/signed_in/"},
        {"client_id": "quintet"},
    ):
        refused = await program.exchange(await program.code(customer), **changed)
        assert refused.status in {400, 401}, (changed, refused)
    code = await program.code(stranger)
    granted = await program.exchange(code)
    assert granted.status == 200, granted
    assert set(granted.text("scope").split()) == {"orders:read", "profile:read"}
    signed_in = stranger.with_tokens(granted)
    assert (await signed_in.get("/me")).status == 200
    # The grant's scopes hold although the person may do more.
    assert (await signed_in.post("/tasks", {"title": "x"})).status == 403
    again = await program.exchange(code)
    assert (again.status, again.json["error"]) == (400, "invalid_grant")


async def test_a_code_is_not_given_without_proof_key(
    stage: Stage, program: Program, customer: Person
) -> None:
    """`plain` and none are refused before anybody types a password."""
    wire = Wire(stage.api_url)
    for changed in ({"code_challenge_method": "plain"}, {"code_challenge": ""}):
        query = urlencode(program.request(**changed))
        answer = await wire.send("GET", f"/api/v1/auth/authorize?{query}")
        location = answer.header("location") or ""
        assert "code=" not in location
        assert answer.status in {303, 400}, answer
    page = await wire.send("GET", f"/api/v1/auth/authorize?{urlencode(program.request())}")
    assert page.status == 200
    assert await program.code(customer)


async def test_a_machine_without_its_secret_gets_nothing(
    stage: Stage, admin: Person, program: Program
) -> None:
    """Wrong secret, none, a public client, more scopes than its own."""
    client_id = f"machine_{uuid4().hex[:12]}"
    made = await admin.post(
        "/oauth_clients",
        {
            "client_id": client_id,
            "name": "Machine",
            "is_confidential": True,
            "scopes": ["catalogue:read"],
        },
    )
    secret = made.text("client_secret")

    async def ask(**fields: str) -> WireAnswer:
        form = {"grant_type": "client_credentials", **fields}
        return await Wire(stage.api_url).send_form("/api/v1/auth/token", form)

    for fields in (
        {"client_id": client_id},
        {"client_id": client_id, "client_secret": ""},
        {"client_id": client_id, "client_secret": secret[:-1] + "_"},
        {"client_id": program.client_id},
        {"client_id": program.client_id, "client_secret": secret},
        {"client_id": f"{client_id}' OR '1'='1", "client_secret": secret},
    ):
        refused = await ask(**fields)
        assert (refused.status, refused.json["error"]) == (401, "invalid_client"), fields
    greedy = await ask(client_id=client_id, client_secret=secret, scope="users:write")
    assert (greedy.status, greedy.json["error"]) == (400, "invalid_scope")
    granted = await ask(client_id=client_id, client_secret=secret)
    assert (granted.status, granted.json["scope"]) == (200, "catalogue:read")
    assert "refresh_token" not in granted.json
