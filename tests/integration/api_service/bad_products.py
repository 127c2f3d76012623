"""Products that must not be created, and changes that must not be made."""

from storage_contracts.json_value import Json

from tests.integration.api_service.bad_request import BadRequest

NEW_PRODUCT: dict[str, Json] = {
    "sku": "bad_1",
    "name": "Lantern",
    "unit_price": "3.39",
    "currency": "GBP",
}


def _product(
    name: str, changes: dict[str, Json], field_path: str, code: str = "validation"
) -> BadRequest:
    return BadRequest(
        name=f"product with {name}",
        path="/api/v1/products",
        status=422,
        code=code,
        body=NEW_PRODUCT | changes,
        field_path=field_path,
    )


PRODUCTS: tuple[BadRequest, ...] = (
    _product("a negative price", {"unit_price": "-1"}, "unit_price"),
    _product("a float price", {"unit_price": 3.39}, "unit_price"),
    _product("no price", {"unit_price": None}, "unit_price"),
    _product("stock as text", {"opening_stock": "7"}, "opening_stock"),
    _product("negative stock", {"opening_stock": -1}, "opening_stock"),
    _product("endless stock", {"opening_stock": 10**20}, "opening_stock"),
    _product("a small currency", {"currency": "gbp"}, "currency"),
    _product("an unknown currency", {"currency": "XXX"}, "currency", "invalid_value"),
    _product("NUL in the name", {"name": "a\0b"}, "name", "invalid_value"),
    _product("a lone surrogate in the name", {"name": "a\ud800b"}, "name"),
    _product("a blank sku", {"sku": "   "}, "sku", "invalid_value"),
    _product("a sku of 65 characters", {"sku": "x" * 65}, "sku"),
    _product("NUL in the sku", {"sku": "a\0"}, "sku", "invalid_value"),
    _product("NUL in the description", {"description": "a\0b"}, "description", "invalid_value"),
    _product("a number for a name", {"name": 5}, "name"),
    _product("text for a flag", {"is_active": "perhaps"}, "is_active"),
    _product("an unknown field", {"price": "1"}, "price"),
)
