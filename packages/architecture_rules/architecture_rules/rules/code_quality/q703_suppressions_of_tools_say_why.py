"""A suppressed warning without code and reason suppresses the next one as well."""

import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.code_comments import comments_with
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_CODES = r"[A-Za-z]+[0-9]+(?:[, ]+[A-Z]+[0-9]+)*"
_KEYS = r"\[[A-Za-z-]+(?:, ?[A-Za-z-]+)*\]"
_SUPPRESSION = re.compile(
    rf"#\s*(?P<tool>type:\s*ignore(?P<a>{_KEYS})?|pyright:\s*ignore(?P<b>{_KEYS})?"
    rf"|(?:ruff:\s*)?noqa\b(?P<c>:?\s*{_CODES})?|nosec\b(?P<d>:?\s*{_CODES})?"
    r"|pragma:\s*no (?:cover|branch)(?P<e>)|mypy:\s*ignore-errors)"
)


def _look(file: SourceFile) -> Iterator[Place]:
    for comment in comments_with(file, _SUPPRESSION):
        found = list(_SUPPRESSION.finditer(comment.text))
        reason = _SUPPRESSION.sub("", comment.text)
        for each in found:
            name = each["tool"].partition("[")[0].partition(":  ")[0].strip()
            column = comment.column + each.start()
            if all(each[part] is None for part in "abcde"):
                message = f"`{name}` does not say which warning it suppresses"
                yield Place(file.path, comment.line, message, column)
            elif not re.search(r"\w", reason):
                message = f"`{name}` does not say why"
                yield Place(file.path, comment.line, message, column)


_MODULE = "services/api_service/api_service/users.py"

RULE = FileRule(
    RuleCard(
        id="Q703",
        name="suppressions_of_tools_say_why",
        section="Code Quality Requirements",
        why=(
            "Linter, type checker and bandit are mandatory; where one is silenced, a reader must"
            " see what for, and the next warning of another kind must come through."
        ),
        mend="Write the code and the reason: `# noqa: S608  our own table names`.",
        bad=Example(
            {
                _MODULE: (
                    "import yaml  # type: ignore  # <- here\n"
                    "import xml  # noqa: S405  # <- here\n"
                    "import this  # nosec  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _MODULE: (
                    "import yaml  # type: ignore[import-untyped]  # has no stubs\n"
                    "import xml  # noqa: S405  our own files  # nosec B405\n"
                    'TEXT = "# noqa"\n'
                )
            }
        ),
    ),
    lambda file: file.is_python,
    _look,
)
