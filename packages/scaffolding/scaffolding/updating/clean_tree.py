"""Whether a project is committed, so that git can take an update back."""

import subprocess
from typing import Final

from scaffolding.errors import CannotGenerate
from scaffolding.project_folder import ProjectFolder

__all__ = ["demand_clean_tree"]

_RECORDS: Final = ".scaffolding"


def demand_clean_tree(project: ProjectFolder) -> None:
    """Refuse to update what git could not restore.

    Raises:
        CannotGenerate: There are changes that are not committed, there is no repository, or it
            does not have the project's records: one around it that ignores the project says
            forever that nothing has changed.
    """
    done = _git(project, "status", "--porcelain", "--untracked-files=normal", "--", ".")
    if done.returncode != 0:
        raise CannotGenerate(
            f"{project.root} is in no repository of git: make one and commit, so that an update can"
            " be taken back"
        )
    changed = done.stdout.decode().splitlines()
    if changed:
        shown = "\n".join(f"    {line}" for line in changed[:10])
        raise CannotGenerate(
            f"{len(changed)} files have changes that are not committed:\n{shown}\n"
            "Commit them, or put them away with `git stash --include-untracked` when an update was"
            " interrupted; `--allow_dirty` goes on all the same."
        )
    records = [f"{_RECORDS}/{name}.json" for name in project.names_in(_RECORDS, ".json")]
    if _git(project, "ls-files", "--error-unmatch", "--", *records).returncode != 0:
        raise CannotGenerate(
            f"git does not have the records in {project.root / _RECORDS}, so that an update could"
            " not be taken back: commit them, in a repository of the project's own (`git init`)"
            " when the one around it ignores them"
        )


def _git(project: ProjectFolder, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603  our own arguments
            ["git", *arguments],  # noqa: S607  wherever the person has it
            cwd=project.root,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise CannotGenerate("git is not installed: an update needs it to merge") from error
