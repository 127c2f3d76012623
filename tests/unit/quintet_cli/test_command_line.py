"""The command line as a person meets it."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from quintet_cli.command_table import COMMANDS
from quintet_cli.display.process_table import health, process_table, uptime
from quintet_cli.platform_state import ProcessState
from quintet_cli.supervision.log_reader import LogReader
from quintet_cli.supervision.machine_checks import CHECKS, Severity
from quintet_cli.supervision.platform_settings import PlatformSettings
from quintet_cli.supervision.supervised import Phase
from rich.console import Console
from typer.testing import CliRunner

from quintet_cli import __main__ as program

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def run(*arguments: str) -> str:
    """Run a command that must succeed and return its output."""
    result = CliRunner().invoke(program.make_app(arguments), list(arguments))
    assert result.exit_code == 0, result.output
    return result.output


def test_help_lists_every_command() -> None:
    """With a sentence each."""
    output = run("--help")
    for name in COMMANDS:
        assert re.search(rf"^  {name}  +[A-Z]", output, re.MULTILINE), name


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_examples_and_no_hyphens(name: str) -> None:
    """Options are one word or snake_case."""
    output = run(name, "--help")
    assert f"quintet {name}" in output
    assert "Examples:" in output
    for option in re.findall(r"--([\w-]+)", output):
        assert "-" not in option


def test_an_expected_error_is_one_sentence_and_exit_code_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback for what a person can mend."""
    monkeypatch.setattr("sys.argv", ["quintet", "status", "--data", str(tmp_path)])
    with pytest.raises(SystemExit) as exit_info:
        program.main()
    assert exit_info.value.code == 1
    assert capsys.readouterr().err.startswith("quintet: no platform was started in")


def test_down_without_anything_running_is_fine(tmp_path: Path) -> None:
    """Stopping twice is no error."""
    assert run("down", "--data", str(tmp_path / "nothing")) == "nothing runs\n"


@pytest.mark.parametrize(
    ("age", "text"),
    [(5, "5s"), (65, "1m 05s"), (3_700, "1h 01m"), (90_000, "1d 01h"), (-3, "0s")],
)
def test_uptime_has_at_most_two_units(age: int, text: str) -> None:
    """Short enough for a column."""
    assert uptime(NOW - timedelta(seconds=age), NOW) == text


def process(phase: Phase, detail: str = "") -> ProcessState:
    """A row of the table."""
    return ProcessState(
        name="redis",
        kind="server",
        pid=7,
        port=1,
        phase=phase,
        detail=detail,
        restarts=2,
        started_at=NOW,
    )


def test_health_is_one_line() -> None:
    """The first line of a detail is enough here; the logs have the rest."""
    assert health(process(Phase.READY)) == "ready"
    assert health(process(Phase.NOT_READY, "redis: gone\nmore")) == "not ready: redis: gone"
    assert health(process(Phase.STARTING, "starting")) == "starting"


def test_the_table_is_plain_text_when_piped() -> None:
    """No escape sequence reaches a pipe."""
    console = Console(width=100, force_terminal=False)
    with console.capture() as capture:
        console.print(process_table([process(Phase.READY)], NOW + timedelta(seconds=9)))
    lines = capture.get().splitlines()
    assert lines[0].split() == ["process", "pid", "health", "port", "restarts", "uptime"]
    assert lines[1].split() == ["redis", "7", "ready", "1", "2", "9s"]
    assert "\x1b" not in capture.get()


def test_a_log_is_read_from_its_end_and_followed(tmp_path: Path) -> None:
    """Only complete lines are given out."""
    path = tmp_path / "redis.log"
    path.write_text("one\ntwo\nthree\nfo")
    reader = LogReader(path)
    assert reader.last(2) == ["two", "three"]
    with path.open("a") as file:
        file.write("ur\nfive\n")
    assert reader.news() == ["four", "five"]
    assert reader.news() == []


def test_a_log_is_followed_across_a_rotation(tmp_path: Path) -> None:
    """A new file under the same name is read from its beginning."""
    path = tmp_path / "redis.log"
    path.write_text("old\n")
    reader = LogReader(path)
    reader.last(0)
    path.rename(tmp_path / "redis.log.1")
    assert reader.news() == []
    path.write_text("new\n")
    assert reader.news() == ["new"]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_each_finding_says_how_to_mend_it(check: "object", tmp_path: Path) -> None:
    """A warning or a problem without advice would be of no use."""
    assert callable(check)
    finding = check(PlatformSettings(tmp_path / "data"), {"PATH": "/bin"})
    assert finding.text
    assert finding.severity is Severity.OK or finding.mend
