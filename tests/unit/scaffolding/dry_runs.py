"""Generating on the platform itself, without writing anything."""

from scaffolding.generating import generate
from scaffolding.project_folder import ProjectFolder
from scaffolding.request import Request

from tests.architecture.tracked_files import ROOT

PLATFORM = ProjectFolder(ROOT)


def generated(request: Request) -> dict[str, str]:
    """What each file would hold, by path."""
    done = generate(PLATFORM, request.kind, request.name, {}, lambda: request, dry_run=True)
    return {each.path: (each.content or b"").decode() for each in done.changes}


def ending(files: dict[str, str], path: str) -> str:
    """The one file whose path ends so."""
    (text,) = (text for name, text in files.items() if name.endswith(path))
    return text
