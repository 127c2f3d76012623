"""Lock a project again after a member was added, and install the member where the project lives.

Run as `python -m scaffolding.renew_environment` in the project's root. What is cached is enough:
the network is asked only when it is not.
"""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

__all__ = ["main"]

_LOCK: Final = ("lock",)
_SYNC: Final = ("sync", "--frozen", "--inexact")


def main(root: Path) -> int:
    """Lock, and install where there is an environment; returns the exit code.

    Args:
        root: Of the project.
    """
    # A person's own first; that of this environment is there where none is on the PATH.
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if uv is None:
        sys.stderr.write("uv was not found: run `uv lock` and `uv sync` yourself\n")
        return 1
    steps = [_LOCK, _SYNC] if (root / ".venv").is_dir() else [_LOCK]
    return next((code for step in steps if (code := _run(uv, step, root))), 0)


def _run(uv: str, step: Sequence[str], root: Path) -> int:
    """Try without the network first."""
    offline = subprocess.run(  # noqa: S603  our own arguments
        [uv, *step, "--offline"], cwd=root, capture_output=True, check=False
    )
    if offline.returncode == 0:
        sys.stderr.write(f"uv {step[0]}: done from the cache\n")
        return 0
    sys.stderr.write(f"uv {step[0]}: the cache is not enough, asking the registry\n")
    return subprocess.run([uv, *step], cwd=root, check=False).returncode  # noqa: S603  ours


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
