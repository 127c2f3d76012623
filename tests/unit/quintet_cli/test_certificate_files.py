"""The certificates of a data folder, whatever happened while they were made."""

import shutil
from pathlib import Path

import pytest
from quintet_cli.certificates.certificate_authority import AUTHORITY_FILE, AUTHORITY_KEY_FILE
from quintet_cli.certificates.platform_certificates import (
    CertificateFiles,
    certificates_folder,
    ensure_certificates,
)

NAME = "api_service"


def made(data_root: Path) -> dict[str, CertificateFiles]:
    """The certificates as they are after another look."""
    return {each.name: each for each in ensure_certificates(data_root)[1]}


def test_certificates_that_are_in_order_are_kept(tmp_path: Path) -> None:
    """A second start makes nothing."""
    assert all(each.is_new for each in made(tmp_path).values())
    assert not any(each.is_new for each in made(tmp_path).values())


@pytest.mark.parametrize("left", ["certificate", "key"])
def test_a_certificate_whose_key_is_another_is_made_anew(tmp_path: Path, left: str) -> None:
    """As a process leaves them that is killed between replacing the two; no other is touched."""
    before = made(tmp_path)[NAME]
    kept = before.certificate if left == "certificate" else before.key
    shutil.copy(kept, tmp_path / "kept")
    ensure_certificates(tmp_path, renew=True)
    shutil.copy(tmp_path / "kept", kept)

    assert [each.name for each in made(tmp_path).values() if each.is_new] == [NAME]
    assert not made(tmp_path)[NAME].is_new


def test_certificates_of_an_authority_that_is_lost_are_made_anew(tmp_path: Path) -> None:
    """Nobody would trust them; the first authority's key alone is no authority."""
    made(tmp_path)
    folder = certificates_folder(tmp_path)
    (folder / AUTHORITY_FILE).unlink()
    assert (folder / AUTHORITY_KEY_FILE).exists()
    assert all(each.is_new for each in made(tmp_path).values())
