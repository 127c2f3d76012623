"""The page of operations is the table of operations."""

from pathlib import Path

from quintet_cli.documents.access_page import PAGE, access_page

ROOT = Path(__file__).parents[4]


def test_the_page_says_what_the_code_does() -> None:
    """Whoever changes a scope or a rule makes the page again."""
    assert (ROOT / PAGE).read_text(encoding="utf_8") == access_page(), "run `make documents`"
