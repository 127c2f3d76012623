"""`HTTPException` has a sentence where clients need a code."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, keyword, last_name
from architecture_rules.reading.selections import python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_FIRST_ERROR = 400
_RESPONSES = {"JSONResponse", "ORJSONResponse", "UJSONResponse", "PlainTextResponse"}


def _look(file: SourceFile) -> Iterator[Place]:
    for raised in file.nodes(ast.Raise):
        error = raised.exc.func if isinstance(raised.exc, ast.Call) else raised.exc
        if last_name(error) == "HTTPException":
            yield Place(
                file.path,
                raised.lineno,
                "raises HTTPException, which has no code for clients",
                raised.col_offset + 1,
            )
    for call in file.nodes(ast.Call):
        if called(call) in _RESPONSES and _is_error(keyword(call, "status_code")):
            yield Place(
                file.path,
                call.lineno,
                f"answers an error with a bare {called(call)}",
                call.col_offset + 1,
            )


def _is_error(status: ast.expr | None) -> bool:
    return (
        isinstance(status, ast.Constant)
        and isinstance(status.value, int)
        and status.value >= _FIRST_ERROR
    )


_ROUTE = "services/api_service/api_service/interface/http/get_user.py"

RULE = FileRule(
    RuleCard(
        id="Q904",
        name="routes_raise_problems",
        section="For FastAPI Services",
        why=(
            "Clients decide by the code of a problem document. An error that is worded on the spot"
            " has none, is in no documentation, and changes with the next edit of its sentence."
        ),
        mend="Raise `problem_details.ProblemError(status, code, detail)` or a domain error.",
        bad=Example(
            {
                _ROUTE: (
                    "async def get_user(user_id: UUID) -> Response:\n"
                    "    if user_id not in users:\n"
                    "        raise HTTPException(404, 'No such user')  # <- here\n"
                    "    return JSONResponse({'error': 'gone'}, status_code=410)  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _ROUTE: (
                    "async def get_user(user_id: UUID) -> Response:\n"
                    "    if user_id not in users:\n"
                    "        raise ProblemError(404, 'user_not_found', 'No such user.')\n"
                    "    return JSONResponse({}, status_code=202)\n"
                )
            }
        ),
    ),
    python_of(Kind.API, Kind.DATA),
    _look,
)
