"""A driver that comes in through a shared package opens the same second way to the data."""

from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.frameworks import DATABASE_DRIVERS
from architecture_rules.reading.import_graph import import_graph
from architecture_rules.reading.selections import BUSINESS, production_python
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    business = [each for each in files if each.kind in BUSINESS]
    for file, each, chain in import_graph(tuple(files)).ways_in(business, DATABASE_DRIVERS):
        if len(chain) > 1:
            message = f"reaches the database driver {chain[-1]}: {' > '.join(chain)}"
            yield Place(file.path, each.line, message, each.column)


_API = "services/api_service/api_service"
_STOCK = "packages/stock_books/stock_books"

RULE = ProjectRule(
    RuleCard(
        id="Q102",
        name="no_database_driver_reached_through_packages",
        section="Data Access Architecture",
        why=(
            "A business service that imports a package with a driver has the driver in its process:"
            " the rule on direct imports would be kept in letter only."
        ),
        mend="Move what needs the driver to the data service, and ask that over HTTP.",
        bad=Example(
            {
                f"{_API}/stock.py": "from stock_books import Books  # <- here\n",
                f"{_STOCK}/__init__.py": "from stock_books.books import Books\n",
                f"{_STOCK}/books.py": "import asyncpg\n\n\nclass Books: ...\n",
            }
        ),
        good=Example(
            {
                f"{_API}/stock.py": "from stock_books import Books\n",
                f"{_STOCK}/__init__.py": "from stock_books.books import Books\n",
                f"{_STOCK}/books.py": "import http_transport\n\n\nclass Books: ...\n",
            }
        ),
    ),
    production_python,
    _look,
)
