"""Which of OAuth's errors each refusal of the hexagon is."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from business_hexagon.application.errors import ApplicationError
from business_hexagon.domain.errors import DomainError, InvalidValue
from business_hexagon.domain.identity.errors import LogInLocked
from problem_details.problem_error import ProblemError

from api_service.interface.http.identity.oauth_problem import oauth_problem

_BY_CODE: Final[Mapping[str, tuple[str, str]]] = {
    "wrong_credentials": ("invalid_grant", "The address or the password is wrong."),
    "email_not_verified": ("invalid_grant", "Prove your e-mail address first."),
    "invalid_grant": ("invalid_grant", "It is wrong, used, run out, or another client's."),
    "invalid_client": ("invalid_client", "There is no such client, or it is not this one."),
    "invalid_redirect_uri": ("invalid_grant", "The redirect URI is another one."),
    "invalid_scope": ("invalid_scope", "Nothing of this scope can be given."),
}


@contextmanager
def as_oauth_errors(*, basic: bool = False) -> Iterator[None]:
    """Answers refusals in the words of RFC 6749; whatever else goes wrong passes through.

    Args:
        basic: Whether the client came with HTTP Basic.

    Raises:
        ProblemError: The refusal.
    """
    try:
        yield
    except LogInLocked as error:
        raise _locked(error) from error
    except InvalidValue as error:
        raise oauth_problem("invalid_request", f"{error.field} {error.reason}.") from error
    except (DomainError, ApplicationError) as error:
        if error.code not in _BY_CODE:
            raise
        name, description = _BY_CODE[error.code]
        raise oauth_problem(
            name, description, code=error.code, basic=basic and name == "invalid_client"
        ) from error


def _locked(error: LogInLocked) -> ProblemError:
    seconds = error.retry_after_seconds
    return ProblemError(
        429,
        error.code,
        "Too many wrong passwords.",
        extensions={
            "error": "invalid_grant",
            "error_description": f"Too many wrong passwords: try again in {seconds} s.",
            "retry_after_seconds": seconds,
        },
        headers={"Retry-After": str(seconds)},
    )
