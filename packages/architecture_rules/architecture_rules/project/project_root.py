"""Finds the project that a folder belongs to."""

from pathlib import Path

from architecture_rules.project.configuration import ConfigurationError

__all__ = ["find_root"]


def find_root(start: Path) -> Path:
    """Return the nearest folder, upwards, whose pyproject is that of a project and not of a member.

    Raises:
        ConfigurationError: There is none.
    """
    nearest = None
    for folder in (start, *start.parents):
        path = folder / "pyproject.toml"
        if path.is_file():
            text = path.read_text("utf-8", errors="replace")
            if "[tool.quintet" in text or "[tool.uv.workspace]" in text:
                return folder
            nearest = nearest or folder
    if nearest is None:
        raise ConfigurationError(
            f"neither {start} nor a folder above has a pyproject.toml: name the project with --root"
        )
    return nearest
