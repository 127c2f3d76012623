"""Links of an OpenAPI document: which operation takes what another one has answered.

A person sees where to go next, and a generator of tests walks along them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fastapi import FastAPI

__all__ = ["Link", "install_links"]


@dataclass(frozen=True, slots=True)
class Link:
    """What of an answer is the input of another operation.

    Attributes:
        source: Method and path that answered, `POST /orders`.
        status: Status of the answer.
        target: Method and path that can be asked next, `GET /orders/{order_id}`.
        parameters: Its parameters as runtime expressions, `{"order_id": "$response.body#/id"}`.
        body: Its body, where it is a runtime expression as a whole.
    """

    source: str
    status: int
    target: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None

    @property
    def name(self) -> str:
        """Its name in the document, `get_orders_order_id`."""
        words = self.target.lower().replace("/", " ").replace("{", "").replace("}", "").split()
        return "_".join(words)


def install_links(app: FastAPI, links: Iterable[Link]) -> None:
    """Put links into the application's OpenAPI document.

    A link whose ends are not there stops the making of the document with a KeyError.
    """
    original = app.openapi
    known = tuple(links)

    def openapi() -> dict[str, object]:
        fresh = app.openapi_schema is None
        document: dict[str, object] = original()
        if fresh:
            for link in known:
                _add(document, link)
        return document

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI documents this very hook


def _add(document: Mapping[str, object], link: Link) -> None:
    answer = _inside(_operation(document, link.source), "responses", str(link.status))
    entry: dict[str, object] = {
        "operationId": _operation(document, link.target)["operationId"],
        "parameters": dict(link.parameters),
    }
    if link.body is not None:
        entry["requestBody"] = link.body
    links = answer.setdefault("links", {})
    if isinstance(links, dict):
        links[link.name] = entry


def _operation(document: Mapping[str, object], label: str) -> dict[str, object]:
    method, path = label.split()
    return _inside(document, "paths", path, method.lower())


def _inside(document: Mapping[str, object], *names: str) -> dict[str, object]:
    here: object = document
    for name in names:
        if not isinstance(here, Mapping):
            raise KeyError(name)
        here = here[name]
    if not isinstance(here, dict):
        raise KeyError(names[-1])
    return here
