"""Users as the API shows them."""

from business_hexagon.application.ports.clock import Clock
from business_hexagon.domain.identity.user import User
from storage_clients.mapping.user_mapping import user_write


class UserPresenter:
    """Renders a user, never the password hash.

    Args:
        clock: Gives the time of the change.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, user: User) -> bytes:
        """The user as JSON."""
        row = user_write(user, self._clock.now()).row
        return row.model_dump_json(exclude={"password_hash"}).encode()
