"""From a template to files and edits."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from copier import run_copy
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scaffolding.edits import Edit, read_edits
from scaffolding.errors import CannotGenerate
from scaffolding.formatting import format_texts
from scaffolding.request import Request

__all__ = ["TEMPLATES", "Rendered", "render"]

TEMPLATES: Final = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Rendered:
    """What a template says.

    Attributes:
        files: New files by their paths from the project's root.
        edits: Additions to present files, in the template's order.
        programs: Those of the files that can be executed.
    """

    files: dict[str, bytes]
    edits: Sequence[Edit]
    programs: frozenset[str] = frozenset()


def render(request: Request, root: Path, *, templates: Path = TEMPLATES) -> Rendered:
    """Make the files and edits of a request, formatted as the project at this root wants it.

    Raises:
        CannotGenerate: There is no such template, it asks for what the request does not have, or it
            makes what is no Python.
    """
    folder = templates / request.kind
    if not (folder / "copier.yml").is_file():
        raise CannotGenerate(f"there is no template for {request.kind}")
    with tempfile.TemporaryDirectory(prefix="quintet_new_") as staging:
        variables = _render_files(folder, request, staging)
        files = _read_all(Path(staging))
    formatted = format_texts(root, files, unused_imports=True)
    contents = {path: text.encode() for path, text in formatted.items()}
    return Rendered(contents, _edits(folder, variables))


def _render_files(folder: Path, request: Request, staging: str) -> dict[str, object]:
    """Let copier render; returns all variables, also those that only have their default."""
    try:
        done = run_copy(
            str(folder),
            staging,
            data=dict(request.variables),
            defaults=True,
            quiet=True,
            overwrite=True,
        )
    except ValueError as error:
        raise CannotGenerate(
            f"the template of {request.kind} asks for what {request.name} was not generated with:"
            f" {error}; give it a default in copier.yml"
        ) from error
    return dict(done.answers.combined)


def _read_all(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _edits(folder: Path, variables: Mapping[str, object]) -> list[Edit]:
    environment = Environment(  # noqa: S701  no HTML is made  # nosec B701
        # Kinds that resemble each other include what they share from beside their folders.
        loader=FileSystemLoader([folder, folder.parent]),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    edits: list[Edit] = []
    for path in sorted(folder.glob("edits*.toml.jinja")):
        document = environment.get_template(path.name).render(**variables)
        edits.extend(read_edits(document))
    return edits
