"""The layers hold: import contracts, and a control that shows that they can break."""

import subprocess
import sys
from pathlib import Path

from grimp import build_graph

from tests.architecture.tracked_files import ROOT


def test_every_import_contract_is_kept() -> None:
    """Processes > adapters > application > domain; no driver in a business service."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)  # noqa: S603  our own tool
    assert result.returncode == 0, result.stdout


def test_the_contracts_see_real_imports() -> None:
    """Control: the graph that the contracts read holds an import that we know of."""
    graph = build_graph("db_postgres_service", include_external_packages=True)
    importers = graph.find_modules_that_directly_import("asyncpg")
    assert importers, "the data service imports its driver, so the graph must show it"
