"""Python as the project's own linter and formatter leave it."""

import json
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Final

from scaffolding.errors import CannotGenerate

__all__ = ["format_texts"]

_AT_ONCE: Final = 4
_FIRST_PARTY: Final = ("tests",)
"""As in the project's own configuration, which ours takes the place of."""


def format_texts(root: Path, texts: Mapping[str, str], *, unused_imports: bool) -> dict[str, str]:
    """Sort imports and format what is Python; leave the rest as it is.

    Args:
        root: The project, whose configuration counts.
        texts: Texts by their paths from the root; they need not be there yet.
        unused_imports: Whether imports that nothing needs are removed: for files of ours alone.

    Raises:
        CannotGenerate: A text is no Python, which is a fault of its template.
    """

    def formatted(item: tuple[str, str]) -> tuple[str, str]:
        path, text = item
        return path, _format(root, path, text, "I,F401" if unused_imports else "I")

    with ThreadPoolExecutor(_AT_ONCE) as threads:
        return dict(threads.map(formatted, texts.items()))


def _format(root: Path, path: str, text: str, rules: str) -> str:
    if not path.endswith(".py"):
        return text
    # A package that is not there yet would be sorted among those of others.
    own = f"lint.isort.known-first-party = {json.dumps([*_FIRST_PARTY, *_own_package(path)])}"
    mended = _ruff(
        root, path, text, "check", "--fix-only", "--quiet", "--select", rules, "--config", own
    )
    return _ruff(root, path, mended, "format", "--quiet")


def _ruff(root: Path, path: str, text: str, *command: str) -> str:
    done = subprocess.run(  # noqa: S603  our own program and arguments
        [sys.executable, "-m", "ruff", *command, "--stdin-filename", path, "-"],
        cwd=root,
        input=text.encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        raise CannotGenerate(
            f"what a template makes of {path} cannot be formatted: {done.stderr.decode().strip()}"
        )
    return done.stdout.decode()


def _own_package(path: str) -> list[str]:
    """Return the package of `services/<member>/<member>/…`; nothing for what is in none."""
    parts = Path(path).parts
    return [module for member, module in pairwise(parts) if member == module]
