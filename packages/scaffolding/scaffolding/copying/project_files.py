"""All files of a new project: the platform's, and those that are its own."""

from scaffolding.copying.checkout import Checkout
from scaffolding.copying.left_out import is_left_out
from scaffolding.copying.project_name import with_name
from scaffolding.rendering import Rendered, render
from scaffolding.request import Request

__all__ = ["render_project"]


def render_project(request: Request, checkout: Checkout) -> Rendered:
    """Make the files of a project.

    Args:
        request: With the project's name as the variable `project`.
        checkout: The platform whose files are copied.

    Raises:
        CannotGenerate: The checkout has no template of a project.
    """
    name = request.name
    paths = [path for path in checkout.paths() if not is_left_out(path)]
    own = render(request, checkout.root, templates=checkout.templates)
    copied = {path: with_name(path, checkout.content(path), name) for path in paths}
    programs = frozenset(path for path in paths if checkout.is_program(path))
    return Rendered({**copied, **own.files}, own.edits, programs)
