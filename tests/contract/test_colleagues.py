"""What every implementation of `Colleagues` does."""

from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.user import User

from tests.contract.shop import NOW, a_user
from tests.contract.storage_ports import StoragePorts


async def stored(ports: StoragePorts, role: Role, name: str, *, is_active: bool = True) -> User:
    """A user with that role, written."""
    user = a_user()
    user.rename(name)
    if role is not Role.CUSTOMER:
        user.change_role(role)
    if not is_active:
        user.deactivate(NOW)
    await ports.writes.commit(Change(saves=(user,)))
    return user


async def test_colleagues_are_the_open_accounts_that_are_no_customers(ports: StoragePorts) -> None:
    """By name, with what they are."""
    zoe = await stored(ports, Role.STAFF, "Zoe the first")
    adam = await stored(ports, Role.SUPPORT, "Adam the first")
    customer = await stored(ports, Role.CUSTOMER, "Carl the customer")
    gone = await stored(ports, Role.STAFF, "Gina who is gone", is_active=False)
    colleagues = await ports.colleagues.all()
    ids = [one.user_id for one in colleagues]
    assert ids.index(adam.id) < ids.index(zoe.id)
    assert not {customer.id, gone.id} & set(ids)
    (told,) = [one for one in colleagues if one.user_id == zoe.id]
    assert (told.name, told.role) == ("Zoe the first", Role.STAFF)
