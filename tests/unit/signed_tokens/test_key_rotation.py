"""Keys: parsed strictly, shown never, replaced while they are in use."""

import json
from pathlib import Path

import pytest
from signed_tokens import (
    InvalidKeysError,
    InvalidTokenError,
    KeySource,
    PrivateKeySet,
    PrivateWebKey,
    PublicKeys,
    PublicKeySet,
    ServiceTokenIssuer,
    ServiceTokenVerifier,
    SigningKeys,
    new_private_key,
)


def private_json(*keys: PrivateWebKey) -> str:
    """A private JWKS."""
    return PrivateKeySet(keys=list(keys)).model_dump_json()


def public_json(*keys: PrivateWebKey) -> str:
    """The public halves."""
    return PublicKeySet(keys=[key.public() for key in keys]).model_dump_json()


def replace(file: Path, text: str) -> None:
    """Replace a file in one step."""
    partial = file.with_suffix(".partial")
    partial.write_text(text)
    partial.replace(file)


def test_the_first_key_signs_and_all_are_published_without_secrets() -> None:
    """The JWKS holds what a verifier needs and nothing else."""
    new, old = new_private_key("access"), new_private_key("access")
    keys = SigningKeys.of_json(private_json(new, old))
    assert keys.current.key_id == new.kid
    published = json.loads(keys.public_jwks())["keys"]
    assert [key["kid"] for key in published] == [new.kid, old.kid]
    assert all(set(key) == {"kty", "crv", "use", "alg", "kid", "x"} for key in published)


def test_no_text_of_a_key_set_shows_a_secret() -> None:
    """Neither `repr` nor the error of a broken set."""
    key = new_private_key("access")
    assert key.d not in repr(key)
    assert key.d not in repr(SigningKeys.of_json(private_json(key)))
    broken = private_json(key).replace(key.x, new_private_key("access").x)
    with pytest.raises(InvalidKeysError) as error:
        SigningKeys.of_json(broken)
    assert key.d not in str(error.value)
    assert error.value.__cause__ is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        '{"keys":[]}',
        '{"keys":[{"kty":"oct","kid":"access:1","k":"c2VjcmV0"}]}',
        '{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"../x","x":"","d":""}]}',
        '{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"access:1","x":"AAAA","d":"AAAA"}]}',
    ],
)
def test_what_is_no_key_set_is_refused(text: str) -> None:
    """At the start of the process, not with the first token."""
    with pytest.raises(InvalidKeysError):
        SigningKeys.of_json(text)
    with pytest.raises(InvalidKeysError):
        PublicKeys.of_json(text)


def test_two_keys_of_one_name_are_refused() -> None:
    """Which of them verifies would be chance."""
    key, other = new_private_key("access"), new_private_key("access")
    twice = private_json(key, other.model_copy(update={"kid": key.kid}))
    with pytest.raises(InvalidKeysError):
        SigningKeys.of_json(twice)


def test_nothing_is_refused_while_keys_rotate(tmp_path: Path) -> None:
    """Public keys first, then the private one: old and new tokens pass, without a restart."""
    private, public = tmp_path / "private.json", tmp_path / "public.json"
    old, new = new_private_key("api_service"), new_private_key("api_service")
    replace(private, private_json(old))
    replace(public, public_json(old))
    now = 1_800_000_000.0

    def seconds() -> float:
        return now

    issuer = ServiceTokenIssuer(
        "api_service", SigningKeys(KeySource(file=private)), seconds=seconds
    )
    verifier = ServiceTokenVerifier("db", PublicKeys(KeySource(file=public)), seconds=seconds)
    before = issuer.header_for("db")[1]
    assert verifier.caller(before) == "api_service"
    replace(public, public_json(new, old))
    replace(private, private_json(new))
    assert issuer.header_for("db")[1] == before
    now += 241  # past 80 % of its life, the token is renewed
    after = issuer.header_for("db")[1]
    assert after != before
    assert verifier.caller(after) == "api_service"
    assert verifier.caller(before) == "api_service"
    replace(public, public_json(new))
    later = ServiceTokenIssuer("api_service", SigningKeys(KeySource(file=private)), seconds=seconds)
    assert verifier.caller(later.header_for("db")[1]) == "api_service"
    with pytest.raises(InvalidTokenError):
        verifier.caller(before)  # forgotten with its key, though it was remembered


def test_a_broken_replacement_leaves_the_keys_as_they_were(tmp_path: Path) -> None:
    """A slip of the operator does not lock everybody out."""
    file = tmp_path / "public.json"
    key = new_private_key("api_service")
    replace(file, public_json(key))
    keys = PublicKeys(KeySource(file=file))
    replace(file, "nonsense")
    assert not keys.refresh()
    assert keys.find(key.kid) is not None
    file.unlink()
    assert keys.find("api_service:unknown") is None
    assert keys.find(key.kid) is not None


def test_a_source_is_a_value_or_a_file() -> None:
    """Not both, not neither."""
    with pytest.raises(ValueError, match="exactly one"):
        KeySource()
    with pytest.raises(ValueError, match="exactly one"):
        KeySource(text="x", file=Path("x"))
