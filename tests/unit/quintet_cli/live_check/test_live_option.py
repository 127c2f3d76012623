"""`quintet check --live` where there is nothing to look at."""

from pathlib import Path

import pytest
from architecture_rules.card import Example
from architecture_rules.example_project import write_example
from architecture_rules.registry import all_rules
from architecture_rules.rule import LiveRule
from quintet_cli.live_check.live_check import LIVE_RULES

from quintet_cli import __main__ as program


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project without a finding, and the person stands in it."""
    write_example(Example({"README.md": "# Shop\n"}), tmp_path)
    monkeypatch.chdir(tmp_path)


def _refusal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str
) -> str:
    monkeypatch.setattr("sys.argv", ["quintet", "check", *words])
    with pytest.raises(SystemExit) as exit_info:
        program.main()
    assert exit_info.value.code == 2
    return capsys.readouterr().err


def test_every_rule_of_what_runs_is_looked_for() -> None:
    """A card without a check would be an empty promise."""
    assert {each.card.id for each in all_rules() if isinstance(each, LiveRule)} == LIVE_RULES


def test_a_rule_of_what_runs_asks_for_the_option(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing found would sound as if somebody had looked."""
    assert "Q012 looks at what runs: add --live" in _refusal(monkeypatch, capsys, "--rule", "Q012")


def test_a_folder_without_platform_cannot_be_looked_at(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Exit code 2, and how to start one."""
    told = _refusal(monkeypatch, capsys, "--live", "--data", str(tmp_path / "nowhere"))
    assert "no platform was started in" in told
    assert "quintet up" in told


def test_a_baseline_forgives_nothing_that_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is about files."""
    assert "leave out" in _refusal(monkeypatch, capsys, "--live", "--write_baseline")
