"""Names: snake_case everywhere that we choose them, and no drawers."""

import re
from pathlib import Path

from tests.architecture.tracked_files import ROOT, python_files, tracked_files

DICTATED = (
    r"\.git(ignore|attributes)",
    r"\.python-version",
    r"\.pre-commit-config\.yaml",
    r"\.dockerignore",
    r"\.importlinter",
    r"(docker-compose|compose).*\.ya?ml",
    r"uv\.lock",
    r"package-lock\.json",
)
"""File names that a tool dictates."""

DRAWERS = {"utils", "util", "common", "helpers", "helper", "misc", "manager", "base"}


def has_hyphen(path: Path) -> bool:
    """Whether a part of the path holds a hyphen that no tool dictates."""
    return any(
        "-" in part and not any(re.fullmatch(pattern, part) for pattern in DICTATED)
        for part in path.parts
    )


def test_no_chosen_file_name_holds_a_hyphen() -> None:
    """Underscores only."""
    assert [path for path in tracked_files() if has_hyphen(path)] == []


def test_the_hyphen_check_can_fail() -> None:
    """Control: a hyphen is seen, a dictated one is not."""
    assert has_hyphen(Path("services/api-service/x.py"))
    assert not has_hyphen(Path(".python-version"))


def test_no_file_is_named_like_a_drawer() -> None:
    """A reader finds the room by its name."""
    assert [path for path in python_files() if path.stem in DRAWERS] == []


def test_no_python_file_is_longer_than_300_lines() -> None:
    """A file over 300 lines wants to be two."""
    long = {
        str(path): lines
        for path in python_files()
        if (lines := len((ROOT / path).read_text().splitlines())) > 300
    }
    assert long == {}


SUPPRESSION = re.compile(r"#\s*(type: ignore|noqa|nosec|pragma: no cover)(?P<rest>.*)$")
JUSTIFIED = re.compile(r"(\[[a-z-]+(, ?[a-z-]+)*\]|:? ?[A-Z]+[0-9]+(, ?[A-Z]+[0-9]+)*)\s+\S+.*")


def bare_suppressions(path: Path) -> list[int]:
    """Line numbers of suppressions without a code or a reason."""
    return [
        number
        for number, line in enumerate((ROOT / path).read_text().splitlines(), start=1)
        if (match := SUPPRESSION.search(line)) is not None
        and JUSTIFIED.fullmatch(match.group("rest")) is None
    ]


def test_every_suppression_bears_a_code_and_a_reason() -> None:
    """An exception without its reason is a rule that nobody keeps."""
    checked = [path for path in python_files() if path.parts[:2] != ("tests", "architecture")]
    assert {str(path): bare for path in checked if (bare := bare_suppressions(path))} == {}
