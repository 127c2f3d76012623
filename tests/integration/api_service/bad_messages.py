"""Bodies and headers that are no proper request of anything."""

from collections.abc import Iterator

from tests.integration.api_service.bad_request import ORDER, PRODUCT, BadRequest


def _bytes(
    name: str, body: bytes, status: int = 400, code: str = "malformed_json", path: str = ""
) -> Iterator[BadRequest]:
    for where in (path,) if path else ("/api/v1/orders", "/api/v1/products"):
        yield BadRequest(name=f"{name} to {where}", path=where, status=status, code=code, body=body)


BODIES: tuple[BadRequest, ...] = (
    *_bytes("no JSON", b"{"),
    *_bytes("plain text", b"hello"),
    *_bytes("invalid UTF-8", b'{"payment_method": "\xff\xfe"}'),
    *_bytes("a list in place of an object", b"[]", 422, "validation"),
    *_bytes("null in place of an object", b"null", 422, "validation"),
    *_bytes("nothing at all", b"", 422, "validation"),
    *_bytes("deep JSON", b'{"lines":' + b"[" * 200 + b"]" * 200 + b"}", 400, "too_deeply_nested"),
    *_bytes("very deep JSON", b"[" * 100_000),
    *_bytes("too much", b'{"a": "' + b"x" * 1024 * 1024 + b'"}', 413, "content_too_large"),
    *_bytes(
        "NaN",
        b'{"sku":"a","name":"a","currency":"GBP","unit_price":NaN,"opening_stock":Infinity}',
        422,
        "validation",
        "/api/v1/products",
    ),
    *_bytes(
        "an endless number",
        b'{"lines":[{"quantity":' + b"9" * 5000 + b"}]}",
        400,
        "malformed_json",
        "/api/v1/orders",
    ),
    *_bytes(
        "an endless number",
        b'{"opening_stock":' + b"9" * 5000 + b"}",
        400,
        "malformed_json",
        "/api/v1/products",
    ),
    BadRequest(
        name="another media type",
        path="/api/v1/orders",
        status=415,
        code="unsupported_media_type",
        body=b"<order/>",
        headers={"content-type": "application/xml"},
    ),
    BadRequest(
        name="a form",
        path="/api/v1/products",
        status=415,
        code="unsupported_media_type",
        body=b"sku=1",
        headers={"content-type": "application/x-www-form-urlencoded"},
    ),
)
HEADERS: tuple[BadRequest, ...] = (
    BadRequest(
        name="idempotency key of blanks",
        path="/api/v1/orders",
        status=422,
        code="idempotency_key_invalid",
        body=ORDER,
        headers={"idempotency-key": "a b"},
    ),
    BadRequest(
        name="idempotency key that is too long",
        path="/api/v1/orders",
        status=422,
        code="idempotency_key_invalid",
        body=ORDER,
        headers={"idempotency-key": "x" * 129},
    ),
    BadRequest(
        name="idempotency key of another script",
        path="/api/v1/orders",
        status=422,
        code="idempotency_key_invalid",
        body=ORDER,
        headers={"idempotency-key": "\xe9"},
    ),
    BadRequest(
        name="token that is none",
        path="/api/v1/orders",
        status=401,
        code="unauthenticated",
        body=ORDER,
        headers={"authorization": "Bearer nonsense"},
    ),
    BadRequest(
        name="token of another scheme",
        path="/api/v1/me",
        status=401,
        code="unauthenticated",
        headers={"authorization": "Basic YTpi"},
    ),
    BadRequest(
        name="token of another script",
        path="/api/v1/me",
        status=401,
        code="unauthenticated",
        headers={"authorization": "Bearer \xe9\xe9"},
    ),
    BadRequest(
        name="change without a version",
        path="/api/v1/products/" + PRODUCT,
        method="PATCH",
        status=428,
        code="precondition_required",
        body={"name": "Lamp"},
    ),
    BadRequest(
        name="change of a version that never was",
        path="/api/v1/products/" + PRODUCT,
        method="PATCH",
        status=412,
        code="version_conflict",
        body={"name": "Lamp"},
        headers={"if-match": '"99"'},
    ),
    BadRequest(
        name="change of garbage",
        path="/api/v1/products/" + PRODUCT,
        method="PATCH",
        status=412,
        code="precondition_failed",
        body={"name": "Lamp"},
        headers={"if-match": "garbage"},
    ),
    BadRequest(
        name="too many headers",
        path="/api/v1/products/" + PRODUCT,
        status=431,
        code="headers_too_large",
        headers={f"x-{number}": "y" for number in range(120)},
    ),
)
