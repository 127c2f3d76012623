"""Where to write to a person."""

from uuid import UUID

from business_hexagon.application.ports.users import Users


async def address_of(users: Users, user_id: UUID | None, contact_email: str | None) -> str | None:
    """The address given with the order, else that of the open account; nothing when neither is.

    Raises:
        StorageUnavailable: the data service does not answer.
    """
    if contact_email is not None:
        return contact_email
    if user_id is None:
        return None
    user = await users.get(user_id)
    if user is None or user.email is None or not user.is_active:
        return None
    return user.email.value
