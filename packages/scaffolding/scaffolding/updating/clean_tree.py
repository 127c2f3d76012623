"""Whether a project is committed, so that git can take an update back."""

from typing import Final

from scaffolding.errors import CannotGenerate
from scaffolding.git import demand_git, run_git
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
    demand_git("an update needs it to merge")
    status = run_git(project.root, "status", "--porcelain", "--untracked-files=normal", "--", ".")
    if status is None:
        raise CannotGenerate(
            f"{project.root} is in no repository of git: make one and commit, so that an update can"
            " be taken back"
        )
    changed = status.decode().splitlines()
    if changed:
        shown = "\n".join(f"    {line}" for line in changed[:10])
        raise CannotGenerate(
            f"{len(changed)} files have changes that are not committed:\n{shown}\n"
            "Commit them, or put them away with `git stash --include-untracked` when an update was"
            " interrupted; `--allow_dirty` goes on all the same."
        )
    records = [f"{_RECORDS}/{name}.json" for name in project.names_in(_RECORDS, ".json")]
    if run_git(project.root, "ls-files", "--error-unmatch", "--", *records) is None:
        raise CannotGenerate(
            f"git does not have the records in {project.root / _RECORDS}, so that an update could"
            " not be taken back: commit them, in a repository of the project's own (`git init`)"
            " when the one around it ignores them"
        )
