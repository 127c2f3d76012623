"""What the generic reads need to know of a resource to serve and to document it."""

from dataclasses import dataclass

from storage_contracts.wire_model import WireModel

from db_postgres_service.infrastructure.reading.resource import Resource

__all__ = ["ServedResource"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedResource:
    """A resource with the schemas and the examples of what it answers.

    Attributes:
        resource: What is read.
        page: Schema of a page.
        in_a_page: Example of a row in a page.
        row: Example of a row by its key; None where rows cannot be read one by one.
    """

    resource: Resource
    page: type[WireModel]
    in_a_page: WireModel
    row: WireModel | None
