"""The guide `a wish list in ten minutes`, command by command, from an empty folder to `down`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from quintet_cli.servers.port_book import is_free
from quintet_cli.supervision.process_catalogue import PROCESSES

from tests.e2e.scaffolding.guide_commands import ROOT, Terminal, commands_of

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("scaffolded")]

_GUIDE: Final = ROOT / "docs" / "guides" / "a_wish_list_in_ten_minutes.md"
_ROOM_FOR_PORTS: Final = 40
_LOOKS: Final = 60


def _free_offset() -> int:
    """Find ports between those of the other tests' platforms and of what stands around them."""
    offsets = range(11_000, 11_080, _ROOM_FOR_PORTS)
    ports = range(PROCESSES[0].default_port, PROCESSES[0].default_port + _ROOM_FOR_PORTS)
    return next(each for each in offsets if all(is_free(port + each) for port in ports))


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    """A terminal in a checkout; what was started from it is stopped in the end."""
    variables = {
        "QUINTET_PORT_OFFSET": str(_free_offset()),
        "GIT_AUTHOR_NAME": "Ada",
        "GIT_AUTHOR_EMAIL": "ada@example.com",
        "GIT_COMMITTER_NAME": "Ada",
        "GIT_COMMITTER_EMAIL": "ada@example.com",
    }
    opened = Terminal(ROOT, ROOT / ".venv" / "bin", variables)
    yield opened
    if opened.folder != ROOT:
        opened.run("quintet down")


def test_every_command_of_the_guide_works(terminal: Terminal, shared_folder: Path) -> None:
    """A project, a context, entities, event, consumer, saga, services: checked, tested, started."""
    outputs: dict[str, str] = {}
    for command in commands_of(_GUIDE):
        outputs[command] = terminal.run(command.replace("../bookshop", f"{shared_folder}/bookshop"))
        if command.startswith("quintet new ") and terminal.folder != ROOT:
            _repeating_changes_nothing(terminal, command)
        if command == "quintet check":
            _what_was_generated_is_as_clean_as_the_rest(terminal)
        if command.startswith("quintet call POST /api/v1/gift_deliveries "):
            _the_saga_is_done(terminal)
    made = _answer(outputs, "quintet call POST /api/v1/wishes ")
    listed = _answer(outputs, "quintet call GET /api/v1/wishes")
    assert made["title"] == "A lantern"
    assert [each["id"] for each in _list(listed["items"])] == [made["id"]]


type _Json = dict[str, object]


def _repeating_changes_nothing(terminal: Terminal, command: str) -> None:
    before = terminal.run("git status --porcelain && git diff")
    terminal.run(command)
    assert terminal.run("git status --porcelain && git diff") == before, command


def _what_was_generated_is_as_clean_as_the_rest(terminal: Terminal) -> None:
    terminal.run("git add --all")
    for command in (
        "ruff check .",
        "ruff format --check .",
        "lint-imports",
        "mypy packages services quintet_cli tests/unit tests/fakes tests/contract",
    ):
        terminal.run(command)


def _the_saga_is_done(terminal: Terminal) -> None:
    """Each look takes a second: a process starts for it."""
    process: _Json = {}
    for _ in range(_LOOKS):
        listed: _Json = json.loads(terminal.run("quintet call GET /api/v1/processes"))
        [process] = _list(listed["items"])
        if process["status"] == "completed":
            done = [each["step"] for each in _list(process["done"])]
            assert done == ["reserve_gift", "charge_giver", "send_gift"]
            return
    pytest.fail(f"the saga has not come to its end: {process}")


def _answer(outputs: dict[str, str], beginning: str) -> _Json:
    [output] = [text for command, text in outputs.items() if command.startswith(beginning)]
    answer: _Json = json.loads(output)
    return answer


def _list(value: object) -> list[_Json]:
    assert isinstance(value, list)
    return value
