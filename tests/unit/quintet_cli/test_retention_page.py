"""The page of what is kept is what the tables declare."""

from pathlib import Path

from quintet_cli.documents.retention_page import PAGE, retention_page

ROOT = Path(__file__).parents[3]


def test_the_page_says_what_the_tables_declare() -> None:
    """Whoever adds a table, or keeps it for another time, makes the page again."""
    assert (ROOT / PAGE).read_text(encoding="utf_8") == retention_page(), "run `make documents`"
