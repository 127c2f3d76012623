"""Every saga made of steps that this release carries out: the one table of them."""

from typing import Final

from business_hexagon.application.sagas.stepwise.registered_saga import RegisteredSaga

REGISTERED_SAGAS: Final[tuple[RegisteredSaga, ...]] = (
    # quintet new: sagas
)
