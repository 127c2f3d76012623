"""What is to be generated."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Json", "JsonObject", "Request"]

type Json = bool | int | float | str | list[Json] | dict[str, Json] | None
type JsonObject = dict[str, Json]


@dataclass(frozen=True)
class Request:
    """One thing of one kind.

    Attributes:
        kind: Folder below `templates`: entity, service_api, …
        name: What people call it; with the kind it names the record.
        variables: All that the template asks for.
        follow_up: Commands to run in the project afterwards, each a program and its arguments; the
            program `python` is that of the project.
    """

    kind: str
    name: str
    variables: Mapping[str, Json]
    follow_up: tuple[tuple[str, ...], ...] = field(default=())
