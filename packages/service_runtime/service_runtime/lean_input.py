"""Parse the input of lean endpoints, with the errors FastAPI itself would give."""

from collections.abc import Sequence

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.requests import Request

__all__ = ["parse_body", "parse_body_as", "path_value", "query_value"]


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
        raise _invalid(error, ("body",)) from None


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
        raise _invalid(error, ("body",)) from None


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


def _invalid(error: ValidationError, location: Sequence[str]) -> RequestValidationError:
    return RequestValidationError(
        [
            {**item, "loc": (*location, *item["loc"])}
            for item in error.errors(include_url=False, include_input=False)
        ]
    )
