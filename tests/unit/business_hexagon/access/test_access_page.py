"""The page of operations is the table of operations."""

from tests.unit.business_hexagon.access.access_page import PAGE, access_page

COMMAND = "python -m tests.unit.business_hexagon.access.access_page"


def test_the_page_says_what_the_code_does() -> None:
    """Whoever changes a scope or a rule makes the page again."""
    assert PAGE.read_text(encoding="utf_8") == access_page(), f"stale: run `{COMMAND}`"
