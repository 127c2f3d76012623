"""A folder becomes a project."""

from collections.abc import Callable
from pathlib import Path

from scaffolding.copying.checkout import Checkout
from scaffolding.copying.project_files import render_project
from scaffolding.errors import CannotGenerate
from scaffolding.generating import Generated, place
from scaffolding.generators.project import project_request
from scaffolding.git import run_git
from scaffolding.project_folder import ProjectFolder, find_project
from scaffolding.records import find_record

__all__ = ["make_project"]


def make_project(
    checkout: Checkout,
    name: str,
    folder: Path,
    *,
    dry_run: bool = False,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> Generated:
    """Make a project, or finish one that a crash or a failed command has interrupted.

    Outside of a repository, and in one that ignores it, the folder becomes one of its own. Nothing
    is committed.

    Args:
        checkout: The platform that it is a copy of.
        name: What it is called.
        folder: Where it shall stand; made when it is not there.
        dry_run: Plan only.
        tell: Is told how many of all files are done.

    Raises:
        CannotGenerate: With the reason; nothing was written.
    """
    project = ProjectFolder(folder.resolve())
    record = find_record(project, "project", name)
    if record is not None and record.complete and record.due:
        return Generated(record.request, [], record.due)
    if record is not None and record.complete:
        raise CannotGenerate(
            f"{folder} is the project {name} already; `quintet update` brings it forward"
        )
    if record is None and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotGenerate(f"{folder} is not empty: choose another with --into FOLDER")
    if record is None:
        _demand_room_outside(project.root, name)
    request = project_request(checkout, name)
    rendered = render_project(request, checkout)
    if not dry_run:
        project.root.mkdir(parents=True, exist_ok=True)
        _make_repository(project.root)
    return place(project, request, {}, rendered, record, dry_run=dry_run, tell=tell)


def _demand_room_outside(root: Path, name: str) -> None:
    """Refuse a project within another one, or within the platform itself, which would own it."""
    try:
        outer = find_project(root.parent).root
    except CannotGenerate:
        return
    raise CannotGenerate(
        f"{root} is within {outer}, a workspace of its own: put the project beside it with"
        f" --into {outer.parent / name}"
    )


def _make_repository(root: Path) -> None:
    """A home that is a repository and ignores what is not configuration keeps no project."""
    outside = run_git(root, "rev-parse", "--show-toplevel") is None
    if outside or run_git(root, "check-ignore", "--quiet", ".") is not None:
        run_git(root, "init", "--quiet", "--initial-branch=main")
