"""Without a lock, the build of tomorrow is another program."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatch

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_LOCKS = ("Pipfile.lock", "pdm.lock", "poetry.lock", "pylock*.toml", "uv.lock")


def _is_lock(file: SourceFile) -> bool:
    return any(fnmatch(file.path, each) for each in _LOCKS)


def _look(_project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    if not any(_is_lock(each) for each in files):
        yield Place("pyproject.toml", 1, "no lock file is kept with the code")


RULE = ProjectRule(
    RuleCard(
        id="Q815",
        name="dependencies_are_locked",
        section="Technology Stack Requirements",
        why=(
            "What was checked and tested is what runs only if every version is written down; an"
            " update is then a change that somebody looks at."
        ),
        mend="Run `uv lock`, and commit uv.lock.",
        bad=Example({"pyproject.toml": '[project]\nname = "shop"\nversion = "0.1.0"\n'}),
        good=Example(
            {
                "pyproject.toml": '[project]\nname = "shop"\nversion = "0.1.0"\n',
                "uv.lock": "version = 1\n",
            }
        ),
    ),
    lambda file: file.path == "pyproject.toml" or _is_lock(file),
    _look,
)
