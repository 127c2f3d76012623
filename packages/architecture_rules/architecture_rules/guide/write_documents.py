"""Writes docs/rules.md and docs/guide_coverage.md: `make rules`."""

import sys
from pathlib import Path

from architecture_rules.guide.pages import coverage_page, rules_page

__all__ = ["documents"]


def documents(root: Path) -> dict[Path, str]:
    """Return the pages that a checkout should have."""
    guide = (root / "docs/architecture_guide.md").read_text("utf-8")
    return {
        root / "docs/rules.md": rules_page(),
        root / "docs/guide_coverage.md": coverage_page(guide),
    }


if __name__ == "__main__":
    for path, text in documents(Path.cwd()).items():
        path.write_text(text, "utf-8")
        sys.stdout.write(f"wrote {path}\n")
