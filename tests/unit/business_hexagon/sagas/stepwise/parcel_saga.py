"""A saga for tests: a parcel is weighed, a courier is called, the parcel is handed over."""

from collections import Counter
from dataclasses import dataclass, field
from typing import ClassVar, Final, Self

from business_hexagon.application.errors import ApplicationError
from business_hexagon.application.sagas.stepwise.errors import StepRefused
from business_hexagon.application.sagas.stepwise.facts import Facts
from business_hexagon.application.sagas.stepwise.saga_definition import SagaDefinition
from business_hexagon.application.sagas.stepwise.saga_plan import SagaPlan
from business_hexagon.application.sagas.stepwise.saga_step import SagaTurn, StepEffect
from business_hexagon.domain.errors import DomainError

from tests.fakes.pausing_ports import pause

PARCEL_DELIVERY: Final = SagaPlan(
    "parcel_delivery", ("weigh_parcel", "call_courier", "hand_over_parcel")
)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What it is about."""

    label: str

    @classmethod
    def of(cls, facts: Facts) -> Self:
        """Read what was stored."""
        return cls(str(facts["label"]))


@dataclass(slots=True)
class Outside:
    """What the steps change elsewhere, each thing once under its key.

    Attributes:
        pausing: Whether every call pauses before and after.
        failures: What to raise at the next calls under these names of turns; after that they work.
        calls: How often each key was used.
        standing: Keys of what was done and not undone, in the order of doing.
        undone: Names of the steps that were undone, in that order.
        void: Keys under which nothing is done any more.
    """

    pausing: bool = False
    failures: dict[str, list[ApplicationError | DomainError]] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    standing: list[str] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)
    void: set[str] = field(default_factory=set)

    async def act(self, step: str, key: str) -> None:
        """Do it, or find that it was done, or that it must not be done any more."""
        await self._call(step, key)
        if key in self.void:
            raise StepRefused("void")
        if key not in self.standing:
            self.standing.append(key)
        if self.pausing:
            await pause()

    async def undo(self, step: str, key: str, act_key: str) -> None:
        """Undo it, if it was done and was not undone; a call that comes after this is refused."""
        await self._call(f"-{step}", key)
        self.void.add(act_key)
        if act_key in self.standing:
            self.standing.remove(act_key)
            self.undone.append(step)
        if self.pausing:
            await pause()

    async def _call(self, name: str, key: str) -> None:
        if self.pausing:
            await pause()
        self.calls[key] += 1
        if self.failures.get(name):
            raise self.failures[name].pop(0)


class _Step:
    name: ClassVar[str]

    def __init__(self, outside: Outside) -> None:
        self._outside = outside

    async def act(self, turn: SagaTurn[Parcel]) -> StepEffect:
        """Do something elsewhere, and tell what the step found before it."""
        await self._outside.act(self.name, turn.key)
        return StepEffect(facts={"label": turn.subject.label, "before": ",".join(turn.facts)})

    async def undo(self, turn: SagaTurn[Parcel]) -> StepEffect:
        """Undo it."""
        await self._outside.undo(self.name, turn.key, turn.act_key)
        return StepEffect(facts={"known": bool(turn.facts[self.name])})


class WeighParcel(_Step):
    """The first step."""

    name: ClassVar[str] = "weigh_parcel"


class CallCourier(_Step):
    """The second."""

    name: ClassVar[str] = "call_courier"


class HandOverParcel(_Step):
    """The last."""

    name: ClassVar[str] = "hand_over_parcel"


class ParcelDelivery(SagaDefinition[Parcel]):
    """The saga; its arguments are its steps, as the worker gives them."""

    def __init__(self, weigh: WeighParcel, call: CallCourier, hand_over: HandOverParcel) -> None:
        super().__init__(PARCEL_DELIVERY, Parcel.of, (weigh, call, hand_over))


def parcel_delivery(outside: Outside) -> ParcelDelivery:
    """The saga over this outside."""
    return ParcelDelivery(WeighParcel(outside), CallCourier(outside), HandOverParcel(outside))
