"""Fields that the hexagon and the API call differently."""

from collections.abc import Iterator
from contextlib import contextmanager

from business_hexagon.domain.errors import InvalidValue


@contextmanager
def field_called(name: str, instead_of: str) -> Iterator[None]:
    """Blames a field by the name that the client knows.

    Args:
        name: Path of the field in the request, such as `contact_email`.
        instead_of: The hexagon's word, such as `email`.

    Raises:
        InvalidValue: As it was raised inside, with the client's name of the field.
    """
    try:
        yield
    except InvalidValue as error:
        if error.field != instead_of:
            raise
        raise InvalidValue(name, error.reason) from error
