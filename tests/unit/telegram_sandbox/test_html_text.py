"""Telegram's HTML: what becomes entities, and what is refused in Telegram's words."""

import pytest
from telegram_sandbox.state.api_error import ApiError
from telegram_sandbox.texts.html_text import read_html


def test_tags_become_entities_with_places_in_utf_16() -> None:
    """A character beyond the basic plane counts twice, as for Telegram."""
    text, entities = read_html("\N{PACKAGE} <b>two</b> &lt;lanterns&gt;")
    assert text == "\N{PACKAGE} two <lanterns>"
    assert entities == [{"type": "bold", "offset": 3, "length": 3}]


def test_tags_may_stand_in_each_other() -> None:
    """The outer one comes first."""
    text, entities = read_html("<b>a<i>b</i></b>")
    assert text == "ab"
    assert [(each["type"], each["offset"], each["length"]) for each in entities] == [
        ("bold", 0, 2),
        ("italic", 1, 1),
    ]


@pytest.mark.parametrize(
    ("source", "entity"),
    [
        (
            '<a href="https://example.com/?a=1&amp;b=2">x</a>',
            {"url": "https://example.com/?a=1&b=2"},
        ),
        (
            '<pre><code class="language-python">x</code></pre>',
            {"type": "pre", "language": "python"},
        ),
        ("<blockquote expandable>x</blockquote>", {"type": "expandable_blockquote"}),
        ('<span class="tg-spoiler">x</span>', {"type": "spoiler"}),
        ("<tg-spoiler>x</tg-spoiler>", {"type": "spoiler"}),
        ('<tg-emoji emoji-id="5">x</tg-emoji>', {"type": "custom_emoji", "custom_emoji_id": "5"}),
    ],
)
def test_attributes_are_read(source: str, entity: dict[str, str]) -> None:
    """Links, languages, spoilers."""
    text, entities = read_html(source)
    assert text == "x"
    assert entities[0].items() >= entity.items()


def test_a_link_that_is_none_stays_text() -> None:
    """As Telegram does it."""
    assert read_html('<a href="javascript:alert(1)">x</a>') == ("x", [])


def test_an_entity_without_text_is_dropped() -> None:
    """Nothing is bold."""
    assert read_html("<b></b>x") == ("x", [])


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<marquee>x</marquee>", 'Unsupported start tag "marquee" at byte offset 0'),
        ("<span>x</span>", 'Unsupported start tag "span" at byte offset 0'),
        ("a < b", "Unclosed start tag at byte offset 2"),
    ],
)
def test_what_is_not_balanced_is_refused(source: str, reason: str) -> None:
    """With code 400 and the reason."""
    with pytest.raises(ApiError) as refused:
        read_html(source)
    assert refused.value.code == 400
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"
