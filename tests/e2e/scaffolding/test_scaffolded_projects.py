"""Projects in which there is nothing to find: `quintet check` must find nothing.

A third one, with services of its own, is made and checked by `test_wish_list_guide`.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from architecture_rules.running.whole_check import check_folder
from scaffolding.copying.checkout import open_checkout
from scaffolding.copying.make_project import make_project

from tests.e2e.scaffolding.guide_commands import ROOT, Terminal

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("scaffolded")]

_MACHINE: Final = (
    "serial_number:text daily_rate:decimal is_heavy:boolean 'bought_on:date?' pieces:integer"
    " 'inspected_at:moment?' 'depot_id:identifier?' 'condition:choice(as_new,used,out_of_order)'"
)
_RENTALS: Final = (
    "quintet new context equipment_rentals",
    f"quintet new entity rented_machine {_MACHINE} --context equipment_rentals",
    "quintet new entity delivery_remark remark:text --context ordering",
    "quintet new event rented_machine.damaged report:text 'seen_at:moment?'",
    "quintet new consumer inspect_the_damaged_machine --on rented_machine.damaged",
    "quintet new saga machine_handover --steps lock_machine,bill_deposit",
    "quintet new migration 'give rented machines a colour'",
)


@pytest.mark.parametrize(
    "commands", [(), _RENTALS], ids=["as_it_is_copied", "with_a_context_of_its_own"]
)
def test_the_check_finds_nothing_in_a_project_as_it_was_generated(
    tmp_path: Path, commands: tuple[str, ...]
) -> None:
    """No false alarm; and what a person breaks there is found, as a control."""
    make_project(open_checkout(ROOT), "rentals", tmp_path / "rentals")
    terminal = Terminal(tmp_path / "rentals", ROOT / ".venv" / "bin", {})
    for command in commands:
        terminal.run(command)
    today = datetime.now(UTC).date()
    assert check_folder(terminal.folder, today).findings == []
    broken = terminal.folder / "services" / "api_service" / "api_service" / "direct_reading.py"
    broken.write_text('"""Goes around the data service."""\n\nimport asyncpg\n', "utf-8")
    assert "Q101" in {each.rule_id for each in check_folder(terminal.folder, today).findings}
