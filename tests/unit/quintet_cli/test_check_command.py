"""`quintet check` as a person, a build server and an editor meet it."""

import io
import json
from pathlib import Path

import pytest
from architecture_rules.card import Example, RuleCard
from architecture_rules.example_project import write_example
from architecture_rules.registry import all_rules
from quintet_cli.display import progress_line
from quintet_cli.display.progress_line import ProgressLine

from quintet_cli import __main__ as program

_USERS = "services/api_service/api_service/users.py"
_RULE = ("--rule", "Q101")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in which somebody imports a driver, and the person stands in it."""
    write_example(Example({_USERS: "import asyncpg\n"}), tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int | str | None:
    monkeypatch.setattr("sys.argv", ["quintet", *words])
    with pytest.raises(SystemExit) as exit_info:
        program.main()
    return exit_info.value.code


def test_a_finding_exits_with_1_and_is_plain_when_piped(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Path, line and column first, so that editors can jump."""
    assert _run(monkeypatch, "check", *_RULE) == 1
    told = capsys.readouterr()
    assert told.out.splitlines()[0] == f"{_USERS}:1:8: Q101 imports the database driver asyncpg"
    assert "\x1b" not in told.out
    assert told.err == ""
    assert project.is_dir()


def test_nothing_found_exits_with_0(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And says that it looked."""
    (project / _USERS).write_text("import httpx\n")
    assert not _run(monkeypatch, "check", *_RULE)
    assert capsys.readouterr().out.startswith("Nothing to object to: 1 rules, ")


def test_a_warning_does_not_fail(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only errors do."""
    (project / _USERS).write_text("x = 1  # quintet: allow Q101 until {soon}: gone\n")
    text = (project / _USERS).read_text()
    write_example(Example({_USERS: text}), project)
    assert not _run(monkeypatch, "check", *_RULE, "--rule", "suppressions_are_needed")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "nowhere"), "there is no nowhere"),
        (("check", "--rule", "q10"), "is it Q101 or Q102 or Q103?"),
        (("check", "--rule", "no_databas_driver_in_business_service"), "is it no_database_driver"),
        (("check", "--write_baseline", *_RULE), "a baseline is of the whole project"),
        (("check", "--root", "/"), "has no pyproject.toml"),
        (("rules", "Q9999"), "there is no rule Q9999"),
    ],
)
def test_wrong_use_exits_with_2_and_a_sentence(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    said: str,
) -> None:
    """No traceback, nothing on standard output that a machine would take for a report."""
    assert project == Path.cwd()
    assert _run(monkeypatch, *words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("quintet: ")
    assert said in told.err
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("text", ["[tool.quintet]\nfoo = 1\n", "no toml"])
def test_a_configuration_that_is_wrong_exits_with_2(
    project: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """A broken project is not a clean one."""
    (project / "pyproject.toml").write_text(text)
    assert _run(monkeypatch, "check") == 2


def test_only_named_paths_are_told_of(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the folder where the person stands."""
    (project / "docs").mkdir()
    monkeypatch.chdir(project / "services")
    assert _run(monkeypatch, "check", "api_service", *_RULE) == 1
    assert not _run(monkeypatch, "check", "../docs", *_RULE)
    assert "Nothing to object to" in capsys.readouterr().out


def test_a_baseline_forgives_from_then_on(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And is written anew as a whole."""
    assert _run(monkeypatch, "check") == 1
    assert not _run(monkeypatch, "check", "--write_baseline")
    assert (project / "quintet_baseline.json").is_file()
    assert not _run(monkeypatch, "check")
    assert "in the baseline" in capsys.readouterr().out
    before = (project / "quintet_baseline.json").read_bytes()
    assert not _run(monkeypatch, "check", "--write_baseline")
    assert (project / "quintet_baseline.json").read_bytes() == before


def test_suppressions_are_listed(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who answers for what until when."""
    allowed = "import asyncpg  # quintet: allow Q101 until {soon}: it goes\n"
    write_example(Example({_USERS: allowed}), project)
    assert not _run(monkeypatch, "check", *_RULE, "--suppressions")
    assert f"Q101 {_USERS}:1: it goes" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_machines_get_nothing_but_their_format(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """On standard output; the exit code is the same."""
    assert project == Path.cwd()
    assert _run(monkeypatch, "check", *_RULE, "--format", form) == 1
    out = capsys.readouterr().out
    assert out.startswith("::error ") if form == "github" else json.loads(out)


@pytest.mark.parametrize(
    "card",
    [each.card for each in all_rules() if each.card.mends_itself],
    ids=lambda card: card.id,
)
def test_fix_mends_what_can_be_mended(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    card: RuleCard,
) -> None:
    """Every rule that says so mends in its own bad example, and what it leaves is Python."""
    write_example(card.bad, tmp_path)
    monkeypatch.chdir(tmp_path)
    assert _run(monkeypatch, "check", "--rule", card.id, "--format", "json") == 1
    before = json.loads(capsys.readouterr().out)["findings"]
    _run(monkeypatch, "check", "--rule", card.id, "--fix", "--format", "json")
    told = capsys.readouterr()
    after = json.loads(told.out)["findings"]
    assert told.err == f"mended: {len(before) - len(after)}\n"
    assert [each for each in after if each["mends_itself"]] == []
    assert _run(monkeypatch, "check", "--rule", "Q001") in {0, None}


def test_rules_are_listed_and_explained(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By chapter; one by its id or name, with both examples."""
    assert not _run(monkeypatch, "rules")
    listed = capsys.readouterr().out
    assert [each.card.id for each in all_rules() if f"  {each.card.id} " not in listed] == []
    assert "\nData access\n" in listed
    assert not _run(monkeypatch, "rules", "q101")
    by_id = capsys.readouterr().out
    assert not _run(monkeypatch, "rules", "no_database_driver_in_business_service")
    assert capsys.readouterr().out == by_id
    for word in ("Data Access Architecture", "Mend: ", "Bad:", "Good:", "import asyncpg"):
        assert word in by_id


def test_rules_are_told_to_machines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """All as a list, one as an object."""
    assert not _run(monkeypatch, "rules", "--json")
    documents = json.loads(capsys.readouterr().out)
    assert [each["id"] for each in documents] == [each.card.id for each in all_rules()]
    assert not _run(monkeypatch, "rules", "Q101", "--json")
    assert json.loads(capsys.readouterr().out) in documents


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("terminal", [True, False])
def test_progress_is_for_terminals_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch,
    terminal: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    """Shown when it takes long; wiped at the end; never in a pipe."""
    times = iter([0.0, 0.5, 1.5, 1.55, 2.0])
    monkeypatch.setattr(progress_line, "monotonic", lambda: next(times))
    stream = _Terminal() if terminal else io.StringIO()
    with ProgressLine(stream) as line:
        for text in ("early", "shown", "too soon", "again"):
            line.tell(text)
    wipe = "\r\x1b[2K"
    assert stream.getvalue() == (f"{wipe}shown{wipe}again{wipe}" if terminal else "")
