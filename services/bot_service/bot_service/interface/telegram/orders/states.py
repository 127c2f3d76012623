"""What the next text about an order answers."""

from aiogram.fsm.state import State, StatesGroup


class RefundStates(StatesGroup):
    """Steps of a wish for a refund that wait for a text."""

    reason = State()
