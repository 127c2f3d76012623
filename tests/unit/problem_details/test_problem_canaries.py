"""Secrets in the words of an error do not reach the document that the client gets."""

from secrets import token_hex

import pytest
from problem_details import FieldProblem, ProblemError, error_response

CANARY = f"canary_{token_hex(16)}"


@pytest.mark.parametrize(
    "said",
    [
        f"cannot reach amqp://shop:{CANARY}@127.0.0.1/",
        f"refused: Authorization: Bearer {CANARY}",
        f"bad body password={CANARY}",
        f"{{'client_secret': '{CANARY}'}}",
    ],
    ids=lambda _: "said",  # a canary in the name would be another one in each worker
)
def test_no_problem_document_tells_a_canary(said: str) -> None:
    """Neither in its detail nor beside a field."""
    problem = FieldProblem(path="body", message=said, code="odd")
    error = ProblemError(409, "conflict", said, errors=(problem,))
    body = error_response(error, "/orders").body
    assert CANARY in said  # the control
    assert CANARY.encode() not in bytes(body)


def test_plain_words_stay() -> None:
    """A problem that tells nothing helps nobody."""
    error = ProblemError(409, "conflict", "There are 3 left of 5: order fewer.")
    assert b"There are 3 left of 5: order fewer." in bytes(error_response(error, "/").body)
