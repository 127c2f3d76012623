"""A roll-out that fails at night is taken back, or it is not taken back at all."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.schema_migrations import is_migration, step
from architecture_rules.reading.selections import python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]


def _look(file: SourceFile) -> Iterator[Place]:
    if not is_migration(file):
        return
    forward, back = step(file, "upgrade"), step(file, "downgrade")
    if back is None:
        yield Place(file.path, forward.lineno if forward else 1, "there is no way back from this")
    elif forward is not None and not _is_empty(forward) and _is_empty(back):
        yield Place(file.path, back.lineno, "the way back does nothing", back.col_offset + 1)


def _is_empty(function: ast.FunctionDef) -> bool:
    """Whether it only has a docstring, `pass`, `...` or an error."""
    return all(
        isinstance(each, ast.Pass | ast.Raise)
        or (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))
        for each in function.body
    )


_MIGRATION = (
    "services/db_postgres_service/db_postgres_service/infrastructure/migrations/versions/0002_a.py"
)
_HEAD = (
    "from alembic import op\n\nrevision = '0002'\ndown_revision = '0001'\n\n\n"
    "def upgrade() -> None:\n    op.drop_column('users', 'fax')\n\n\n"
)

RULE = FileRule(
    RuleCard(
        id="Q942",
        name="migration_can_be_taken_back",
        section="For Data Services",
        why=(
            "Each migration is applied, taken back and applied again by a test. One without a way"
            " back leaves a failed release nothing but the backup."
        ),
        mend="Write `downgrade`: what it cannot bring back it replaces, and says so.",
        bad=Example({_MIGRATION: f"{_HEAD}def downgrade() -> None:  # <- here\n    pass\n"}),
        good=Example(
            {
                _MIGRATION: (
                    f"{_HEAD}def downgrade() -> None:\n"
                    "    op.add_column('users', sa.Column('fax', sa.String(), nullable=True))\n"
                )
            }
        ),
    ),
    python_of(Kind.DATA),
    _look,
)
