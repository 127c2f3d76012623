"""A project: the platform's own workspace under another name."""

import tomllib

from scaffolding.copying.checkout import Checkout
from scaffolding.errors import CannotGenerate
from scaffolding.names import checked_name
from scaffolding.project_folder import ProjectFolder
from scaffolding.request import Request

__all__ = ["project_request"]


def project_request(checkout: Checkout, name: str) -> Request:
    """Make the request of a new project.

    Args:
        checkout: The platform that it is a copy of.
        name: What it is called.

    Raises:
        CannotGenerate: The name is none, or that of a package that projects need.
    """
    checked_name(name, "project")
    if name in _packages(checkout):
        raise CannotGenerate(
            f"a package that every project needs is called {name}: choose another name"
        )
    lock = ("python", "-m", "scaffolding.renew_environment")
    return Request("project", name, {"project": name}, follow_up=(lock,))


def _packages(checkout: Checkout) -> set[str]:
    """Names that the lock file knows, the platform's own but one: its own is free in a copy."""
    text = ProjectFolder(checkout.root).read("uv.lock") or ""
    packages: list[dict[str, object]] = tomllib.loads(text).get("package", [])
    names = {str(each["name"]).replace("-", "_") for each in packages}
    return names - {ProjectFolder(checkout.root).name}
