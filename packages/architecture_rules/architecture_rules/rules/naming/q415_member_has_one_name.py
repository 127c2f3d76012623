"""A member's folder, project and package are one thing, so they are called the same."""

from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.toml_tables import line_of_key, table_of
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    packages: dict[str, list[SourceFile]] = {}
    for file in files:
        if file.member is not None and file.name == "__init__.py":
            packages.setdefault(file.member.folder, []).append(file)
    for file in files:
        member = file.member
        if member is None or file.path != f"{member.folder}/pyproject.toml":
            continue
        name = (table_of(file, "project") or {}).get("name")
        if isinstance(name, str) and name.replace("-", "_").lower() != member.name:
            line = line_of_key(file, "project", "name")
            yield Place(
                file.path, line, f"the project {name} lies in a folder called {member.name}"
            )
        found = packages.get(member.folder, [])
        if found and f"{member.package}/__init__.py" not in {each.path for each in found}:
            folder = found[0].path.removesuffix("/__init__.py")
            yield Place(
                found[0].path,
                1,
                f"the package of {member.name} wants to be at {member.package}:"
                f" {folder} is not looked at",
            )


def _is_root_of_package(file: SourceFile) -> bool:
    """Whether it is the `__init__.py` of a member's package, also with a `src` between."""
    if file.member is None or file.name != "__init__.py":
        return False
    folders = file.path.removeprefix(f"{file.member.folder}/").split("/")[:-1]
    inside = folders[1:] if folders[:1] == ["src"] else folders
    return len(inside) == 1 and inside[0] != "tests"


RULE = ProjectRule(
    RuleCard(
        id="Q415",
        name="member_has_one_name",
        section="Naming Conventions",
        why=(
            "Who knows the name of a service knows where it lies, what to import, what to install."
            " These rules, too, find a package by the name of its folder."
        ),
        mend="Call the folder, `[project].name` and the package below it the same.",
        bad=Example(
            {
                "services/api_service/pyproject.toml": (
                    '[project]\nname = "shop_api"  # <- here\nversion = "0.1.0"\n'
                )
            }
        ),
        good=Example(
            {
                "services/api_service/pyproject.toml": (
                    '[project]\nname = "api_service"\nversion = "0.1.0"\n'
                ),
                "services/api_service/api_service/__init__.py": '"""The API."""\n',
            }
        ),
    ),
    lambda file: (
        file.member is not None and (file.name == "pyproject.toml" or _is_root_of_package(file))
    ),
    _look,
)
