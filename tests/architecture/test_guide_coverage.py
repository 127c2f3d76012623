"""Every sentence of the architecture guide that asks for something is held, or says why not."""

import ast
from functools import cache

from architecture_rules.guide.all_sentences import all_sentences, answers_to
from architecture_rules.guide.guide_lines import GuideLine, guide_lines, plain_heading
from architecture_rules.guide.write_documents import documents
from architecture_rules.registry import all_rules, rule_by_id

from tests.architecture.tracked_files import ROOT

_GUIDE = (ROOT / "docs/architecture_guide.md").read_text("utf-8")


@cache
def _tests_of(path: str) -> set[str]:
    """Names of the tests in a file; of those in classes with the class."""
    found = set()
    for node in ast.parse((ROOT / path).read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {
                f"{node.name}::{each.name}"
                for each in node.body
                if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
            }
    return found


def _exists(test: str) -> bool:
    path, _, name = test.partition("::")
    return (
        (ROOT / path).is_file() and name.startswith(("test_", "Test")) and name in _tests_of(path)
    )


def test_every_line_that_asks_for_something_has_one_answer() -> None:
    """No line is forgotten, and none is answered twice."""
    answers = {
        f"{line.number} {line.section}: {line.text}": len(answers_to(line))
        for line in guide_lines(_GUIDE)
    }
    assert {line: count for line, count in answers.items() if count != 1} == {}


def test_every_answer_is_about_a_line_of_the_guide() -> None:
    """Nothing is claimed of a sentence that nobody wrote."""
    answered = {sentence for line in guide_lines(_GUIDE) for sentence in answers_to(line)}
    assert [each.text for each in all_sentences() if each not in answered] == []


def test_every_answer_names_a_rule_a_test_or_the_reason_why_not() -> None:
    """An empty answer is none."""
    assert [
        each.text for each in all_sentences() if not (each.rules or each.tests or each.note)
    ] == []


def test_every_named_rule_exists() -> None:
    """A rule that was renumbered is renumbered here, too."""
    named = {rule for each in all_sentences() for rule in each.rules}
    assert [each for each in sorted(named) if rule_by_id(each) is None] == []


def test_every_named_test_exists() -> None:
    """A test that was renamed is renamed here, too."""
    named = {test for each in all_sentences() for test in each.tests}
    assert [each for each in sorted(named) if not _exists(each)] == []


def test_every_rule_names_a_heading_of_the_guide() -> None:
    """A rule that nobody asked for would be somebody's taste."""
    headings = {plain_heading(line) for line in _GUIDE.splitlines() if line.startswith("#")}
    unnumbered = {each.partition(". ")[2] or each for each in headings}
    bare = {each.partition(" (")[0] for each in unnumbered}
    known = headings | unnumbered | bare
    assert {
        each.card.id: each.card.section for each in all_rules() if each.card.section not in known
    } == {}


def test_the_pages_are_as_the_rules_write_them() -> None:
    """`make rules` writes them."""
    stale = [path.name for path, text in documents(ROOT).items() if path.read_text("utf-8") != text]
    assert stale == []


def test_lines_are_read_by_heading() -> None:
    """Control: what asks is seen, and code, links, headings and the table of contents are not."""
    guide = (
        "# Guide\n## Table of Contents\n- [One](#one)\n## One\nWords.\n- **MANDATORY**: Asks\n"
        "  - asks, too\n```python\n- code\n```\n- **Guide**: See [x](y)\n- [ ] Tick me\n"
        "## 🔗 Related Documentation\n- **Main**: [x](y)\n## Last\n**Decision**: So\n"
    )
    assert list(guide_lines(guide)) == [
        GuideLine(6, "One", "- **MANDATORY**: Asks"),
        GuideLine(7, "One", "- asks, too"),
        GuideLine(12, "One", "- [ ] Tick me"),
        GuideLine(16, "Last", "**Decision**: So"),
    ]


def test_a_missing_answer_or_test_would_be_noticed() -> None:
    """Control: the checks above can fail."""
    assert answers_to(GuideLine(1, "One", "- nobody wrote this")) == []
    assert _exists("tests/architecture/test_layers.py::test_every_import_contract_is_kept")
    assert not _exists("tests/architecture/test_layers.py::test_that_nobody_wrote")
    assert not _exists("tests/architecture/no_such_file.py::test_x")
