"""Keys that stand for persons."""

from uuid import UUID

from business_hexagon.domain.values.person_key import person_key


def test_is_sixteen_digits_that_name_nobody() -> None:
    """The first digits of a SHA-256."""
    key = person_key("ada@example.com")

    assert key == "b5fc85e55755f9e0"
    assert "ada" not in key


def test_is_one_key_for_every_spelling() -> None:
    """Two spellings of one mailbox, or of one id, are one person."""
    user_id = UUID("1F0C7A52-1111-6D10-B1A9-0242AC120002")

    assert person_key(" Ada@Example.com ") == person_key("ada@example.com")
    assert person_key(user_id) == person_key(str(user_id).upper())
