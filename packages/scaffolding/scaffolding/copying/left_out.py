"""What of the platform's checkout is the platform's own affair, and no part of a project."""

from typing import Final

__all__ = ["COPIED_ONCE", "LEFT_OUT", "is_left_out"]

LEFT_OUT: Final[dict[str, str]] = {
    ".scaffolding/": "records of what was generated in the platform itself",
    "CHANGELOG.md": "a project has one of its own, from the template",
    "README.md": "a project has one of its own, from the template",
    "benchmarks/": "the platform against other houses' monoliths",
    "docs/roadmap.md": "what is next on the platform",
    "tests/architecture/mutated_copy.py": "a part of the mutations",
    "tests/architecture/mutations/": "they seed violations at lines that a project rewrites",
    "tests/architecture/test_guide_coverage.py": "it names the mutations, and a project's tests go",
    "tests/architecture/test_mutations.py": "a part of the mutations",
    "tests/e2e/scaffolding/": "whole projects made from the platform, and started",
    "tests/unit/scaffolding/": "templates are the platform's: a project uses them and updates them",
}
"""Paths of files, and of folders with a slash at the end: why a project does not have them."""

COPIED_ONCE: Final[dict[str, str]] = {
    "docs/access.md": "written from the project's own tables after each change of them",
    "docs/guides/retention.md": "the same of the project's own tables in its databases",
    "uv.lock": "`uv lock` keeps the project's versions, and adds what a newer platform needs",
}
"""Files that commands write anew, so that nothing is merged into them."""


def is_left_out(path: str) -> bool:
    """Whether a project does without this file of the platform."""
    return any(path == each or (each.endswith("/") and path.startswith(each)) for each in LEFT_OUT)
