"""Values from files that variables with the suffix `_FILE` name."""

from pathlib import Path

import pytest
from pydantic import SecretStr
from service_runtime import ServiceSettings
from service_runtime.settings_errors import load_settings


class ShopSettings(ServiceSettings):
    """Settings of a service of this test."""

    shop_key: SecretStr
    shop_port: int = 1


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start from nothing set."""
    for name in ShopSettings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.delenv(f"{name.upper()}_FILE", raising=False)


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_reads_a_secret_from_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    """One line break at its end is not part of it; inner ones are."""
    file = tmp_path / "key"
    file.write_bytes(f"canary\nkey{ending}".encode())
    monkeypatch.setenv("SHOP_KEY_FILE", str(file))
    assert ShopSettings().shop_key.get_secret_value() == "canary\nkey"


def test_refuses_a_secret_that_is_given_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which of the two counts must not be a riddle."""
    file = tmp_path / "key"
    file.write_text("canary_in_file")
    monkeypatch.setenv("SHOP_KEY_FILE", str(file))
    monkeypatch.setenv("SHOP_KEY", "canary_in_variable")
    with pytest.raises(SystemExit) as ended:
        load_settings(ShopSettings)
    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert "SHOP_KEY_FILE and SHOP_KEY are both set" in said
    assert "canary" not in said


def test_names_the_variable_of_a_file_that_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The variable, and neither path nor content."""
    monkeypatch.setenv("SHOP_KEY_FILE", str(tmp_path / "nothing"))
    with pytest.raises(SystemExit):
        load_settings(ShopSettings)
    assert (
        capsys.readouterr().err == "environment: SHOP_KEY_FILE cannot be read: FileNotFoundError\n"
    )


def test_names_the_variable_of_a_value_that_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Never the value, wherever it came from."""
    file = tmp_path / "port"
    file.write_text("canary")
    monkeypatch.setenv("SHOP_PORT_FILE", str(file))
    with pytest.raises(SystemExit):
        load_settings(ShopSettings)
    said = capsys.readouterr().err
    assert "SHOP_KEY: Field required" in said
    assert "SHOP_PORT: " in said
    assert "canary" not in said
