"""Parse the input of lean endpoints, with the errors FastAPI itself would give.

Pydantic reads JSON bytes directly, which is fast, but words some errors differently than for
parsed JSON, which is what FastAPI gives it. So a body that is refused is looked at again in
FastAPI's way: good requests pay nothing, and bad ones get the same answer on every route.
"""

import json
from collections.abc import Callable, Sequence

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.requests import Request

__all__ = ["header_value", "parse_body", "parse_body_as", "path_value", "query_value"]


async def parse_body[Model: BaseModel](request: Request, model: type[Model]) -> Model:
    """Read and validate a JSON body.

    Raises:
        RequestValidationError: The body is missing, malformed or not what the model wants.
    """
    body = await request.body()
    if not body:
        raise _missing("body")
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise _invalid_body(
            error, body, lambda data: model.model_validate(data, from_attributes=True)
        ) from None
    except ValueError:
        raise _unreadable() from None


async def parse_body_as[Value](request: Request, adapter: TypeAdapter[Value]) -> Value:
    """Read and validate a JSON body that is not a model, for example a list.

    Raises:
        RequestValidationError: The body is missing, malformed or not what the adapter wants.
    """
    body = await request.body()
    if not body:
        raise _missing("body")
    try:
        return adapter.validate_json(body)
    except ValidationError as error:
        raise _invalid_body(
            error, body, lambda data: adapter.validate_python(data, from_attributes=True)
        ) from None
    except ValueError:
        raise _unreadable() from None


def header_value(request: Request, name: bytes) -> bytes | None:
    """Return the first header of a name, which is given in lower case; None when it did not come.

    Looks at the raw list: building a mapping of all headers costs more than most routes.
    """
    for each, value in request.scope["headers"]:
        if each == name:
            found: bytes = value
            return found
    return None


def path_value[Value](request: Request, name: str, adapter: TypeAdapter[Value]) -> Value:
    """Validate one path parameter.

    Raises:
        RequestValidationError: It is not what the adapter wants.
    """
    try:
        return adapter.validate_python(request.path_params[name])
    except ValidationError as error:
        raise _invalid(error, ("path", name)) from None


def query_value[Value](
    request: Request, name: str, adapter: TypeAdapter[Value], default: Value
) -> Value:
    """Validate one query parameter; the default when it is absent.

    Raises:
        RequestValidationError: It is not what the adapter wants.
    """
    if not request.scope["query_string"]:
        return default
    text = request.query_params.get(name)
    if text is None:
        return default
    try:
        return adapter.validate_python(text)
    except ValidationError as error:
        raise _invalid(error, ("query", name)) from None


def _missing(*location: str) -> RequestValidationError:
    return RequestValidationError(
        [{"type": "missing", "loc": location, "msg": "Field required", "input": None}]
    )


def _unreadable() -> RequestValidationError:
    # Pydantic takes `[[], [], 1]` for the parts of a decimal, and lets Python's error through.
    return RequestValidationError(
        [{"type": "value_error", "loc": ("body",), "msg": "No valid value", "input": None}]
    )


def _invalid_body(
    first: ValidationError, body: bytes, validate: Callable[[object], object]
) -> RequestValidationError:
    try:
        validate(json.loads(body))
    except ValidationError as second:
        return _invalid(second, ("body",))
    except (ValueError, RecursionError):
        pass  # not JSON at all, which the first error says
    return _invalid(first, ("body",))


def _invalid(error: ValidationError, location: Sequence[str]) -> RequestValidationError:
    return RequestValidationError(
        [
            {**item, "loc": (*location, *item["loc"])}
            for item in error.errors(include_url=False, include_input=False)
        ]
    )
