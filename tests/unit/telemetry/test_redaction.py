"""Nothing secret and nothing dangerous reaches a log."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telemetry.redaction import MASK, redact_mapping, redact_text


@pytest.mark.parametrize(
    "name",
    [
        "password",
        "new_password",
        "Authorization",
        "access_token",
        "client_secret",
        "set-cookie",
        "api_key",
        "email",
        "contact_email",
        "phone_number",
        "card",
        "card_number",
        "X-Signature",
    ],
)
def test_masks_fields_by_name_at_any_depth(name: str) -> None:
    """A secret stays secret inside lists and mappings too."""
    logged = redact_mapping({name: "s3cret", "order": {"lines": [{name: ["s3cret"]}]}})
    assert "s3cret" not in str(logged)
    assert logged[name] == MASK


@pytest.mark.parametrize("name", ["discarded", "cardinality", "fencing_token", "status", "total"])
def test_leaves_harmless_names_alone(name: str) -> None:
    """Operators need their figures."""
    assert redact_mapping({name: 5}) == {name: 5}


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("cannot reach amqp://user:pa:ss@host:5672/", "pa:ss"),
        ("redis://:pw1@localhost", "pw1"),
        ("got header Bearer abc.def.ghi", "abc.def"),
        ("mail to jane.doe+x@example.co.uk failed", "jane"),
        (f"no host for https://api.telegram.org/bot123456789:{'Aa_-1' * 7}/getMe", "Aa_-1"),
    ],
)
def test_masks_secrets_inside_texts(text: str, secret: str) -> None:
    """Passwords in URLs, bearer tokens and mail addresses are found anywhere."""
    assert secret not in redact_text(text)
    assert MASK in redact_text(text)


def test_makes_control_characters_visible() -> None:
    """No forged lines, no terminal tricks."""
    assert redact_text("a\r\nb\x1b[31m\x9b\u2028\ud800") == r"a\r\nb\x1b[31m\x9b\u2028\ud800"
    assert redact_text("a\n\tb\x1b", keep_lines=True) == "a\n\tb\\x1b"


@given(st.dictionaries(st.text(), st.recursive(st.text(), st.lists), max_size=5))
def test_no_control_character_survives(values: dict[str, object]) -> None:
    """Property: neither names nor values keep one."""
    text = str(redact_mapping(values))
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in text)


def test_cuts_off_endless_nesting() -> None:
    """A structure that holds itself does not hang the logger."""
    endless: dict[str, object] = {}
    endless["self"] = endless
    assert "nested too deeply" in str(redact_mapping(endless))
    assert redact_mapping({"raw": b"123"}) == {"raw": "[3 bytes]"}
