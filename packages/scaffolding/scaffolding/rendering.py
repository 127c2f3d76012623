"""From a template to files and edits."""

import tempfile
from collections.abc import Sequence
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
        CannotGenerate: There is no such template, or it makes what is no Python.
    """
    folder = templates / request.kind
    if not (folder / "copier.yml").is_file():
        raise CannotGenerate(f"there is no template for {request.kind}")
    with tempfile.TemporaryDirectory(prefix="quintet_new_") as staging:
        run_copy(
            str(folder),
            staging,
            data=dict(request.variables),
            defaults=True,
            quiet=True,
            overwrite=True,
        )
        files = _read_all(Path(staging))
    formatted = format_texts(root, files, unused_imports=True)
    contents = {path: text.encode() for path, text in formatted.items()}
    return Rendered(contents, _edits(folder, request))


def _read_all(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _edits(folder: Path, request: Request) -> list[Edit]:
    environment = Environment(  # noqa: S701  what is made is Python and TOML, not HTML
        # Kinds that resemble each other include what they share from beside their folders.
        loader=FileSystemLoader([folder, folder.parent]),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    edits: list[Edit] = []
    for path in sorted(folder.glob("edits*.toml.jinja")):
        document = environment.get_template(path.name).render(**request.variables)
        edits.extend(read_edits(document))
    return edits
