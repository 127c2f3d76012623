"""A decision that nobody finds is made a second time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.decision_records import (
    is_decision,
    is_decision_or_list,
    number_of,
)
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]


def _look(_project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    if not any(is_decision(each) for each in files):
        yield Place("pyproject.toml", 1, "no architecture decision is written down (docs/adr)")
    numbers: dict[tuple[str, int], str] = {}
    lists: dict[str, list[SourceFile]] = defaultdict(list)
    for file in files:
        folder = file.path.rpartition("/")[0]
        if not is_decision(file):
            lists[folder].append(file)
            continue
        first = numbers.setdefault((folder, number_of(file)), file.path)
        if first != file.path:
            yield Place(file.path, 1, f"has the number of {first.rpartition('/')[2]}")
    for file in files:
        known = lists[file.path.rpartition("/")[0]]
        if is_decision(file) and known and not any(file.name in each.text for each in known):
            yield Place(file.path, 1, f"is not listed in {known[0].path}")


RULE = ProjectRule(
    RuleCard(
        id="Q811",
        name="decisions_are_listed",
        section="Code Quality Requirements",
        why=(
            "Architecture decisions are documented to be found: in one folder, each with a number"
            " of its own, all of them in its list."
        ),
        mend="Give the record the next number, and add its line to the folder's README.md.",
        bad=Example(
            {
                "docs/adr/0001_two_data_services.md": "# 0001 Two data services\n",
                "docs/adr/0001_one_hexagon.md": "# 0001 One hexagon\n",
                "docs/adr/README.md": "- [0001](0001_two_data_services.md)\n",
            }
        ),
        good=Example(
            {
                "docs/adr/0001_two_data_services.md": "# 0001 Two data services\n",
                "docs/adr/0002_one_hexagon.md": "# 0002 One hexagon\n",
                "docs/adr/README.md": (
                    "- [0001](0001_two_data_services.md)\n- [0002](0002_one_hexagon.md)\n"
                ),
            }
        ),
    ),
    is_decision_or_list,
    _look,
)
