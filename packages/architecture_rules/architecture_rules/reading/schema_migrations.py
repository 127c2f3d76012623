"""Alembic's migrations, by their structure: a module with `down_revision` and `upgrade`."""

import ast

from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import last_name

__all__ = ["is_migration", "step"]


def is_migration(file: SourceFile) -> bool:
    """Whether a module is a migration."""
    if "down_revision" not in file.text:
        return False
    plain = [target for each in file.nodes(ast.Assign) for target in each.targets]
    annotated = [each.target for each in file.nodes(ast.AnnAssign)]
    return any(last_name(each) == "down_revision" for each in (*plain, *annotated))


def step(file: SourceFile, name: str) -> ast.FunctionDef | None:
    """Return `upgrade` or `downgrade` of a migration."""
    return next((each for each in file.nodes(ast.FunctionDef) if each.name == name), None)
