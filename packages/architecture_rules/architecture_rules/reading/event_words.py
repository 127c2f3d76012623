"""Words that say that something happened."""

__all__ = ["tells_the_past"]

_PAST = {
    *("become", "begun", "born", "bought", "brought", "built", "caught", "come", "cut", "dealt"),
    *("done", "drawn", "due", "empty", "fallen", "fed", "felt", "found", "full", "gone", "grown"),
    *("held", "hit", "kept", "known", "laid", "led", "left", "lent", "lost", "made", "met", "out"),
    *(
        "overdue",
        "paid",
        "pending",
        "put",
        "read",
        "ready",
        "reset",
        "run",
        "seen",
        "sent",
        "set",
        "shown",
    ),
    *("shut", "sold", "spent", "split", "spun", "swapped", "taught", "thrown", "told", "torn"),
    *("understood", "won", "worn"),
}
"""Participles without an ending, and states that something came into."""
_ENDINGS = ("ed", "en", "wn", "ought", "aught")


def tells_the_past(event_type: str) -> bool:
    """Whether what stands behind the last dot of an event's type has happened already."""
    words = event_type.rpartition(".")[2].split("_")
    return any(each in _PAST or each.endswith(_ENDINGS) for each in words)
