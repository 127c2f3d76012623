"""Problem documents show in OpenAPI."""

from problem_details import problem_responses

from tests.unit.problem_details.shop import shop


def test_the_schema_is_there_once_and_fastapis_own_is_gone() -> None:
    """Clients see one shape of error."""
    document = shop().openapi()
    schemas = document["components"]["schemas"]
    assert {"Problem", "FieldProblem"} <= set(schemas)
    assert "HTTPValidationError" not in str(document)


def test_routes_without_a_word_get_the_documented_422() -> None:
    """FastAPI's default is replaced."""
    responses = shop().openapi()["paths"]["/orders/{order_id}"]["get"]["responses"]
    assert "application/problem+json" in responses["422"]["content"]


def test_responses_carry_an_example_for_each_code() -> None:
    """Several codes may share a status."""
    responses = problem_responses(422, insufficient_stock=409, version_conflict=409)
    assert list(responses) == [409, 422]
    text = str(responses[409])
    assert "insufficient_stock" in text
    assert "version_conflict" in text
