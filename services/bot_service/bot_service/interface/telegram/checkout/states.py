"""What the next text of a checkout answers."""

from aiogram.fsm.state import State, StatesGroup


class CheckoutStates(StatesGroup):
    """Steps of a checkout that wait for a text."""

    address = State()
