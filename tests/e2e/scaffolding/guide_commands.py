"""The commands of a guide, run one after the other as a person at a terminal would."""

import os
import re
import subprocess
from pathlib import Path
from typing import Final

__all__ = ["ROOT", "Terminal", "commands_of"]

ROOT: Final = Path(__file__).parents[3]
"""The checkout whose tests run."""

_BLOCK: Final = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LONGEST_SECONDS: Final = 600


def commands_of(guide: Path) -> list[str]:
    """Return what follows a `$` in the blocks of a guide that show a console."""
    blocks: list[str] = _BLOCK.findall(guide.read_text("utf-8"))
    lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


class Terminal:
    """A shell in a folder, in which the environment of that folder's project is active.

    Args:
        folder: Where it begins.
        programs: Folder of programs that are there in any case.
        variables: Set in it.
    """

    def __init__(self, folder: Path, programs: Path, variables: dict[str, str]) -> None:
        self.folder = folder
        self._programs = programs
        self._variables = variables

    def run(self, command: str) -> str:
        """Run a command that must succeed; return its standard output."""
        if command.startswith("cd "):
            self.folder = (self.folder / command.removeprefix("cd ")).resolve(strict=True)
            return ""
        done = subprocess.run(  # noqa: S603  a guide's commands
            ["/bin/bash", "-c", command],
            cwd=self.folder,
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=_LONGEST_SECONDS,
            check=False,
        )
        told = f"$ {command}\n{done.stdout}\n{done.stderr}"
        assert done.returncode == 0, told[-6_000:]
        return done.stdout

    def _environment(self) -> dict[str, str]:
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTEST_", "COV_", "QUINTET_")) and name != "VIRTUAL_ENV"
        }
        active = self.folder / ".venv" / "bin"
        path = [str(active), str(self._programs), inherited.get("PATH", "")]
        return {**inherited, **self._variables, "PATH": os.pathsep.join(path)}
