"""What authentication asks the data service, beside rows."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from storage_contracts.rows.user_row import UserRole
from storage_contracts.wire_model import Flag, Moment, WireModel

MOST_FAILURES = 1_000
"""Failed log ins are counted up to here: the wait stops growing long before."""


class StandingSubject(WireModel):
    """A user, with the session that a token belongs to."""

    user_id: UUID
    session_id: UUID | None = None


class StandingsRequest(WireModel):
    """Asks for the standings of some users."""

    subjects: Annotated[list[StandingSubject], Field(min_length=1, max_length=500)]


class StandingRow(WireModel):
    """What a user may be trusted with now.

    `session_open` is true when the session asked for is this user's, neither revoked nor expired,
    and opened no earlier than `sessions_valid_from`; without a session it is false.
    """

    role: UserRole
    is_active: Flag
    sessions_valid_from: Moment | None = None
    session_open: Flag


class StandingsAnswer(WireModel):
    """One standing for each subject, in the order of the request; null for an unknown user."""

    standings: list[StandingRow | None]


class ColleagueRow(WireModel):
    """Somebody who works here, as colleagues know him."""

    user_id: UUID
    name: Annotated[str, Field(min_length=1, max_length=255, examples=["Ada Lovelace"])]
    role: Literal["support", "staff", "admin"]


class ColleaguesAnswer(WireModel):
    """Everybody with an open account that is no customer's, by name; a hundred at most."""

    colleagues: list[ColleagueRow]


class LogInAttemptsRow(WireModel):
    """Failed log ins of one address since the last success or password reset."""

    failures: Annotated[int, Field(strict=True, ge=0, le=MOST_FAILURES)]
    last_failure_at: Moment | None = None
