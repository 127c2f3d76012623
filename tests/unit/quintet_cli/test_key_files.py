"""The key files of a data folder: made once, private, rotated without refusing anybody."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from quintet_cli.supervision.key_files import CALLERS, KeyFileError, KeyFiles
from service_access import CALLERS as KNOWN_CALLERS
from signed_tokens import (
    InvalidTokenError,
    KeySource,
    PrivateKeySet,
    PublicKeys,
    ServiceTokenVerifier,
    SigningKeys,
)

NOW = datetime.now(UTC)


@pytest.fixture
def key_files(tmp_path: Path) -> KeyFiles:
    """All keys, made."""
    key_files = KeyFiles(tmp_path / "keys")
    key_files.ensure()
    return key_files


def access_ids(key_files: KeyFiles) -> list[str]:
    """The ids of the keys of access tokens, the signing one first."""
    text = key_files.access_file.read_bytes()
    return [key.kid for key in PrivateKeySet.model_validate_json(text).keys]


def test_whoever_gets_a_key_is_known_to_the_data_services() -> None:
    """And nobody is known who gets none."""
    assert set(CALLERS) == KNOWN_CALLERS


def test_keys_are_private_and_made_once(key_files: KeyFiles) -> None:
    """Mode 0600 in a folder of mode 0700; a second start changes nothing."""
    before = {file: file.read_bytes() for file in key_files.folder.iterdir()}
    assert len(before) == len(CALLERS) + 2
    assert key_files.folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in before} == {0o600}
    key_files.ensure()
    assert {file: file.read_bytes() for file in key_files.folder.iterdir()} == before


def test_a_missing_key_is_made_and_published(key_files: KeyFiles) -> None:
    """An older data folder gets what it lacks."""
    key_files.file_of("bot_service").unlink()
    key_files.ensure()
    keys = PublicKeys(KeySource(file=key_files.public_file))
    own = SigningKeys(KeySource(file=key_files.file_of("bot_service")))
    assert keys.find(own.current.key_id) is not None


def test_the_public_file_holds_no_secret(key_files: KeyFiles) -> None:
    """The data services cannot speak for anybody."""
    public = key_files.public_file.read_text()
    for caller in CALLERS:
        text = key_files.file_of(caller).read_bytes()
        for key in PrivateKeySet.model_validate_json(text).keys:
            assert key.x in public
            assert key.d not in public


def test_a_process_is_told_of_its_own_keys_alone(key_files: KeyFiles) -> None:
    """And the sandbox of none."""
    assert set(key_files.variables_of("api_service")) == {
        "SERVICE_SIGNING_KEY_FILE",
        "TOKEN_SIGNING_KEYS_FILE",
    }
    bot = key_files.variables_of("bot_service")
    assert bot == {"SERVICE_SIGNING_KEY_FILE": str(key_files.file_of("bot_service"))}
    data = key_files.variables_of("db_mongo_service")
    assert data == {"SERVICE_PUBLIC_KEYS_FILE": str(key_files.public_file)}
    assert key_files.variables_of("payment_gateway_sandbox") == {}


def test_running_processes_take_new_keys_over(key_files: KeyFiles) -> None:
    """Old tokens pass, new ones too, and no process was restarted."""
    verifier = ServiceTokenVerifier("db", PublicKeys(KeySource(file=key_files.public_file)))
    old = key_files.identity("api_service").header_for("db")[1]
    signing = SigningKeys(KeySource(file=key_files.access_file))
    first = signing.current.key_id
    made = key_files.rotate()
    assert verifier.caller(old) == "api_service"
    new = key_files.identity("api_service").header_for("db")[1]
    assert new != old
    assert verifier.caller(new) == "api_service"
    assert signing.refresh()
    assert signing.current.key_id == made[0] != first
    assert signing.find(first) is not None


def test_nothing_changes_before_it_was_announced(key_files: KeyFiles) -> None:
    """The audit must know first: when it cannot be reached, no file is touched."""

    def state() -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in key_files.folder.glob("*.json")}

    told = list[tuple[list[str], list[str]]]()

    def hear(signing: Sequence[str], retired: Sequence[str]) -> None:
        told.append((list(signing), list(retired)))

    def refuse(signing: Sequence[str], retired: Sequence[str]) -> None:
        hear(signing, retired)
        raise ConnectionError

    later = NOW + timedelta(days=90)
    for now, change in ((later, key_files.rotate), (later + timedelta(days=1), key_files.prune)):
        before = state()
        with pytest.raises(ConnectionError):
            change(now, announce=refuse)
        assert state() == before
        assert change(now, announce=hear)
    (refused_new, none), _, (stays, refused_old), (again, dropped) = told
    assert (len(refused_new), none) == (len(CALLERS) + 1, [])
    assert stays == again == [key_files.signing_key]
    assert refused_old == dropped
    assert len(dropped) == len(CALLERS) + 1


def test_keys_are_dropped_when_no_token_of_theirs_can_live(key_files: KeyFiles) -> None:
    """A key signs until it is replaced: what counts is how long ago that was."""
    first = access_ids(key_files)[0]
    second = key_files.rotate(NOW + timedelta(days=90))[0]
    assert access_ids(key_files) == [second, first]  # it signed until just now
    third = key_files.rotate(NOW + timedelta(days=90, minutes=5))[0]
    assert access_ids(key_files) == [third, second, first]
    fourth = key_files.rotate(NOW + timedelta(days=90, minutes=13))[0]
    assert access_ids(key_files) == [fourth, third, second]
    fifth = key_files.rotate(NOW + timedelta(days=180))[0]
    assert access_ids(key_files) == [fifth, fourth]
    published = key_files.public_file.read_text()
    assert published.count('"kid"') == 2 * len(CALLERS)


def test_a_replaced_key_can_be_dropped_without_another_rotation(key_files: KeyFiles) -> None:
    """A thief's key verifies no longer than the last honest token lives; who signs, stays."""
    first = access_ids(key_files)[0]
    old = key_files.identity("api_service").header_for("db")[1]
    later = NOW + timedelta(days=90)
    second = key_files.rotate(later)[0]
    assert key_files.prune(later + timedelta(minutes=4)) == []
    assert access_ids(key_files) == [second, first]

    dropped = key_files.prune(later + timedelta(minutes=13))
    assert first in dropped
    assert len(dropped) == len(CALLERS) + 1
    assert access_ids(key_files) == [key_files.signing_key] == [second]
    verifier = ServiceTokenVerifier("db", PublicKeys(KeySource(file=key_files.public_file)))
    assert verifier.caller(key_files.identity("api_service").header_for("db")[1]) == "api_service"
    with pytest.raises(InvalidTokenError):
        verifier.caller(old)
    assert key_files.prune(later + timedelta(days=1)) == []


def test_a_broken_file_is_told_by_name_and_without_its_content(key_files: KeyFiles) -> None:
    """Half a key in a message would end in a log."""
    file = key_files.file_of("bot_service")
    secret = PrivateKeySet.model_validate_json(file.read_bytes()).keys[0].d
    file.write_text(file.read_text().replace('"keys"', '"kees"'))
    with pytest.raises(KeyFileError, match="bot_service") as error:
        key_files.rotate()
    assert secret not in str(error.value)
