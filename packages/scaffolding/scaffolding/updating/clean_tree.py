"""Whether a project is committed, so that git can take an update back."""

import subprocess

from scaffolding.errors import CannotGenerate
from scaffolding.project_folder import ProjectFolder

__all__ = ["demand_clean_tree"]


def demand_clean_tree(project: ProjectFolder) -> None:
    """Refuse to update what git could not restore.

    Raises:
        CannotGenerate: There are changes that are not committed, or there is no repository.
    """
    try:
        done = subprocess.run(
            ["git", "status", "--porcelain", "--", "."],  # noqa: S607  wherever the person has it
            cwd=project.root,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise CannotGenerate("git is not installed: an update needs it to merge") from error
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
            "Commit them, or take them back with `git restore .` when an update was interrupted;"
            " `--allow_dirty` goes on all the same."
        )
