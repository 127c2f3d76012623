"""Read the parameters of a call: from its address, a form, a form with files, or JSON."""

from collections.abc import AsyncGenerator
from typing import Final

import orjson
from starlette.datastructures import FormData, Headers, QueryParams, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser

from telegram_sandbox.bot_api.parameters import Parameters, UploadedFile
from telegram_sandbox.json_value import Json, JsonObject
from telegram_sandbox.state.api_error import ApiError, bad_request

_MOST_BYTES: Final = 55 * 1024 * 1024
_MOST_FIELDS: Final = 200


async def read_parameters(
    query: QueryParams, headers: Headers, stream: AsyncGenerator[bytes]
) -> Parameters:
    """Read everything.

    Args:
        query: Of the address; what the body says wins.
        headers: They tell the form of the body.
        stream: The body.

    Raises:
        ApiError: It cannot be read, or is larger than 55 MiB.
    """
    values: JsonObject = dict(query.items())
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    limited = _limited(stream)
    try:
        if kind == "application/json":
            return Parameters(values | await _json(limited))
        if kind == "multipart/form-data":
            parser = MultiPartParser(
                headers, limited, max_files=_MOST_FIELDS, max_fields=_MOST_FIELDS
            )
            return await _from_form(values, await parser.parse())
        if kind == "application/x-www-form-urlencoded":
            return await _from_form(values, await FormParser(headers, limited).parse())
    except (MultiPartException, KeyError) as error:
        raise bad_request("can't parse the request body") from error
    return Parameters(values)


async def _limited(stream: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    size = 0
    async for chunk in stream:
        size += len(chunk)
        if size > _MOST_BYTES:
            raise ApiError(413, "Request Entity Too Large")
        yield chunk


async def _json(stream: AsyncGenerator[bytes]) -> JsonObject:
    body = b"".join([chunk async for chunk in stream])
    if not body:
        return {}
    try:
        parsed: Json = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise bad_request("can't parse the request body as JSON") from error
    if not isinstance(parsed, dict):
        raise bad_request("object expected as request body")
    return parsed


async def _from_form(values: JsonObject, form: FormData) -> Parameters:
    files: dict[str, UploadedFile] = {}
    try:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files[name] = UploadedFile(
                    value.filename or name,
                    value.content_type or "application/octet-stream",
                    await value.read(),
                )
            else:
                values[name] = value
    finally:
        await form.close()
    return Parameters(values, files)
