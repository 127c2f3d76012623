"""A copy of this repository in which violations are seeded, one at a time, and looked for."""

import ast
import gc
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from architecture_rules.example_project import MARK
from architecture_rules.finding import Finding
from architecture_rules.project.project import Project, open_project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.registry import all_rules
from architecture_rules.rule import Rule
from architecture_rules.running.baseline import Baseline
from architecture_rules.running.engine import check
from architecture_rules.running.finding_cache import FindingCache

from tests.architecture.mutations.mutation import Mutation
from tests.architecture.tracked_files import ROOT, tracked_files


class MutatedCopy:
    """A copy whose files are parsed once; a mutation costs one parsed file and one rule."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for path in tracked_files():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, target)
        self._clean = open_project(folder)
        # Trees hold no cycles; left to the collector, it would walk them over and over.
        gc.disable()
        try:
            for file in self._clean.files.values():
                file.nodes(ast.AST)
        finally:
            gc.freeze()
            gc.enable()

    def clean_findings(self) -> list[Finding]:
        """What all rules say of the copy as it is."""
        return _findings(self._clean, all_rules())

    def findings(self, mutation: Mutation) -> list[Finding]:
        """What the mutation's rule says of it."""
        # Q101 is the rule that the seeded suppressions name.
        wanted = {mutation.rule_id, "Q101"}
        rules = [each for each in all_rules() if each.card.id in wanted]
        found = self.findings_of(rules, mutation)
        return [each for each in found if each.rule_id == mutation.rule_id]

    def findings_of(self, rules: Sequence[Rule], mutation: Mutation) -> list[Finding]:
        """What these rules say of a mutation."""
        with self._mutated(mutation) as project:
            return _findings(project, rules)

    @contextmanager
    def _mutated(self, mutation: Mutation) -> Iterator[Project]:
        path = self._folder / mutation.path
        before = path.read_bytes() if path.exists() else None
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(mutated_text(mutation, before).encode())
        try:
            yield self._project(mutation, is_new=before is None)
        finally:
            if before is None:
                path.unlink()
            else:
                path.write_bytes(before)

    def _project(self, mutation: Mutation, *, is_new: bool) -> Project:
        """The copy as it is now; of the others' files, what was parsed before is kept."""
        if not is_new and not mutation.path.endswith("pyproject.toml"):
            file = SourceFile(self._folder, mutation.path, self._clean.files[mutation.path].member)
            return replace(self._clean, files={**self._clean.files, mutation.path: file})
        project = open_project(self._folder)
        for path, file in self._clean.files.items():
            new = project.files.get(path)
            if new is not None and path != mutation.path and new.member == file.member:
                project.files[path] = file
        return project


def mutated_text(mutation: Mutation, before: bytes | None) -> str:
    """The file after the edit, without the mark."""
    if not mutation.old:
        assert before is None, f"{mutation.path} is no new file"
        return MARK.sub("", mutation.new)
    assert before is not None, f"there is no {mutation.path} any more"
    text = before.decode()
    assert text.count(mutation.old) == 1, f"{mutation.old!r} is not once in {mutation.path}"
    return text.replace(mutation.old, MARK.sub("", mutation.new))


def expected_place(mutation: Mutation) -> tuple[str, int]:
    """Path and line that must be named; line 1 without a mark."""
    if mutation.other_path:
        return mutation.other_path, 1
    marked = [n for n, line in enumerate(mutation.new.splitlines()) if MARK.search(line)]
    if not marked:
        return mutation.path, 1
    before = 0
    if mutation.old:
        text = (ROOT / mutation.path).read_text("utf-8")
        before = text[: text.index(mutation.old)].count("\n")
    return mutation.path, before + marked[0] + 1


def _findings(project: Project, rules: Sequence[Rule]) -> list[Finding]:
    today = datetime.now(UTC).date()
    known = [each.card.id for each in all_rules()]
    forgetful = FindingCache(None, "")
    return check(project, rules, forgetful, Baseline.none(), today, known=known).findings
