"""A further context: a part of the business with a language of its own, still without entities."""

from typing import Final

from scaffolding.errors import CannotGenerate
from scaffolding.names import checked_name, class_name, words
from scaffolding.project_folder import ProjectFolder
from scaffolding.request import JsonObject, Request
from scaffolding.reserved_words import OF_CONTEXTS

__all__ = ["HEXAGON", "context_request", "context_variables"]

HEXAGON: Final = "packages/business_hexagon/business_hexagon"
_LONGEST: Final = 24


def context_request(project: ProjectFolder, context: str) -> Request:
    """Make the request for a context.

    Raises:
        CannotGenerate: The name cannot be one, or the project has the context.
    """
    checked_name(context, "context")
    if len(context) > _LONGEST:
        raise CannotGenerate(f"{context!r} is longer than {_LONGEST} letters: say it shorter")
    if context in OF_CONTEXTS:
        raise CannotGenerate(f"no context can be called {context!r}, that is taken: choose another")
    for folder in ("domain", "application/commands", "application/queries"):
        if project.has(f"{HEXAGON}/{folder}/{context}/__init__.py"):
            raise CannotGenerate(f"there is a context {context} already, in {HEXAGON}/{folder}")
    return Request(kind="context", name=context, variables=context_variables(context))


def context_variables(context: str) -> JsonObject:
    """Return the forms of a context's name."""
    return {
        "context": context,
        "context_words": words(context),
        "ContextTitle": words(context).capitalize(),
        "Context": class_name(context),
        "CONTEXT": context.upper(),
    }
