"""Constraint 4: one way to write names, and one name for one thing."""

from typing import Final

from architecture_rules.guide.guide_sentence import GuideSentence

__all__ = ["SENTENCES"]


SENTENCES: Final = (
    GuideSentence(
        text="- **MANDATORY**: Underscore-Only Policy - Use snake_case for ALL identifiers",
        rules=(
            *("Q401", "Q403", "Q404", "Q405", "Q406", "Q407", "Q408", "Q409", "Q410", "Q411"),
            *("Q412", "Q413", "Q414"),
        ),
        tests=("tests/unit/message_bus/test_topology.py::test_names_are_snake_case",),
        note=(
            "Names that a program puts together while it runs are seen only where it writes them;"
            " identifiers within Python are ruff's (N), which Q403 keeps switched on."
        ),
    ),
    GuideSentence(
        text=(
            "- **❌ PROHIBITED**: Hyphens in any user-controlled names (files, variables,"
            " functions, databases, APIs)"
        ),
        rules=(
            *("Q401", "Q403", "Q405", "Q406", "Q407", "Q409", "Q410", "Q411", "Q412", "Q413"),
            "Q414",
        ),
    ),
    GuideSentence(
        text=(
            "- **MANDATORY**: Consistent naming across all layers (code, database, API, Docker,"
            " etc.)"
        ),
        rules=("Q402", "Q406", "Q414", "Q415", "Q416", "Q417", "Q418"),
        note=(
            "That a column, a field and a variable mean the same is seen only by who knows what"
            " they mean: the rules hold the names of services and forbid renaming at the border."
        ),
    ),
)
