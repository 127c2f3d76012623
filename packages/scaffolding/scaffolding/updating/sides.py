"""What was generated, and what a newer platform makes of the same words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

from scaffolding.copying.checkout import Checkout
from scaffolding.copying.project_files import render_project
from scaffolding.copying.project_name import with_named_edits
from scaffolding.edits import Edit, apply_edit
from scaffolding.errors import CannotGenerate
from scaffolding.formatting import format_texts
from scaffolding.generated_contents import base_content
from scaffolding.git_objects import content_id
from scaffolding.project_folder import ProjectFolder
from scaffolding.records import Record
from scaffolding.rendering import Rendered, render
from scaffolding.updating.one_owner import demand_one_owner

__all__ = ["NewSide", "OldSide"]


@dataclass(frozen=True)
class OldSide:
    """What was generated, as the records tell.

    Attributes:
        project: Whose records they are.
        ids: Of each file, without the lines that were added to it later.
        edits: Those lines, by file, in the order in which they were added.
    """

    project: ProjectFolder
    ids: Mapping[str, str]
    edits: Mapping[str, Sequence[Edit]]

    @classmethod
    def of(cls, project: ProjectFolder, records: Sequence[Record]) -> "OldSide":
        """Read the records of a project.

        Raises:
            CannotGenerate: Two of them made one file.
        """
        demand_one_owner(
            (path, record, each) for record in records for path, each in record.files.items()
        )
        ids = {path: each for record in records for path, each in record.files.items()}
        return cls(project, ids, _by_file(edit for record in records for edit in record.edits))

    def content(self, path: str) -> bytes | None:
        """What the file was with the lines that were added to it; None when it is lost."""
        content = base_content(self.project, self.ids[path])
        if content is None:
            return None
        return _with_edits(self.project, path, content, self.edits.get(path, ()), strict=False)


@dataclass(frozen=True)
class NewSide:
    """What a newer platform makes of the records.

    Attributes:
        project: Whose records they are.
        records: As they are written after the update.
        files: Each file, without the lines that are added to it.
        edits: Those lines, by file.
        programs: Files that can be executed.
    """

    project: ProjectFolder
    records: list[Record] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    edits: Mapping[str, Sequence[Edit]] = field(default_factory=dict)
    programs: frozenset[str] = frozenset()

    @classmethod
    def of(cls, project: ProjectFolder, records: Sequence[Record], checkout: Checkout) -> "NewSide":
        """Render the records anew.

        Raises:
            CannotGenerate: The platform has no template for one of them, or two of them make one
                file.
        """
        made = [
            with_named_edits(_rendered(project, record, checkout), records) for record in records
        ]
        demand_one_owner(
            (path, record, content_id(content))
            for record, rendered in zip(records, made, strict=True)
            for path, content in rendered.files.items()
        )
        return cls(
            project,
            [_renewed(each, rendered) for each, rendered in zip(records, made, strict=True)],
            {path: content for each in made for path, content in each.files.items()},
            _by_file(edit for each in made for edit in each.edits),
            frozenset(path for each in made for path in each.programs),
        )

    @property
    def ids(self) -> Mapping[str, str]:
        """Of each file, as the records name them."""
        return {path: each for record in self.records for path, each in record.files.items()}

    def content(self, path: str) -> bytes:
        """What the file is with the lines that are added to it.

        Raises:
            CannotGenerate: The platform has no such marker.
        """
        edits = self.edits.get(path, ())
        return _with_edits(self.project, path, self.files[path], edits, strict=True)


def _rendered(project: ProjectFolder, record: Record, checkout: Checkout) -> Rendered:
    if record.request.kind == "project":
        return render_project(record.request, checkout)
    return render(record.request, project.root, templates=checkout.templates)


def _renewed(record: Record, rendered: Rendered) -> Record:
    ids = {path: content_id(content) for path, content in rendered.files.items()}
    return replace(record, files=ids, edits=tuple(rendered.edits))


def _by_file(edits: Iterable[Edit]) -> Mapping[str, Sequence[Edit]]:
    found: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        found[edit.file].append(edit)
    return dict(found)


def _with_edits(
    project: ProjectFolder, path: str, content: bytes, edits: Sequence[Edit], *, strict: bool
) -> bytes:
    """Add lines as generators did; those that no longer fit are left out unless it is strict."""
    if not edits:
        return content

    def added(text: str, edit: Edit) -> str:
        try:
            return apply_edit(edit, text)
        except CannotGenerate:
            if strict:
                raise
            return text

    text = reduce(added, edits, content.decode())
    return format_texts(project.root, {path: text}, unused_imports=False)[path].encode()
