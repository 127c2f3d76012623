"""Changes become files."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from stat import S_IMODE

from scaffolding.planning import Change, Outcome
from scaffolding.project_folder import ProjectFolder

__all__ = ["write_changes"]


def write_changes(
    project: ProjectFolder,
    changes: Sequence[Change],
    programs: Collection[str],
    tell: Callable[[int, int], None],
) -> None:
    """Write what was planned.

    A crash leaves each file as it was or as it was planned, never half of one.

    Args:
        project: Where.
        changes: What was planned.
        programs: Paths of files that can be executed.
        tell: Is told how many of all files are done.
    """
    for done, change in enumerate(changes):
        tell(done, len(changes))
        file = project.root / change.path
        if change.outcome is Outcome.REMOVED:
            file.unlink(missing_ok=True)
        elif change.content is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
            _replace(file, change.content, program=change.path in programs)
    tell(len(changes), len(changes))


def _replace(file: Path, content: bytes, *, program: bool) -> None:
    fresh = file.with_name(f".{file.name}.quintet_new")
    fresh.write_bytes(content)
    mode = S_IMODE((file if file.exists() else fresh).stat().st_mode)
    if program:
        mode |= (mode & 0o444) >> 2  # whoever may read it may run it
    fresh.chmod(mode)
    fresh.replace(file)
