"""Units taken in advance never make a quota larger."""

from rate_limits import Caller, Policy, Tier, Verdict
from rate_limits.unit_leases import UnitLeases

ADA = Caller(Tier.USER, "user:ada")
EVE = Caller(Tier.USER, "user:eve")
QUOTAS = {Tier.GUEST: 120, Tier.USER: 600, Tier.STAFF: 6_000, Tier.MACHINE: 60_000}
DEFAULT = Policy.of("default", QUOTAS)
LISTING = Policy.of("listing", QUOTAS, cost=2)


class Clock:
    """Goes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """The time."""
        return self.now


def accepted(policy: Policy, remaining: int) -> Verdict:
    """What Redis says of units that it gave."""
    return Verdict(
        accepted=True,
        policy=policy,
        amount=600,
        remaining=remaining,
        reset_seconds=30,
        retry_after_seconds=0,
    )


def test_takes_a_hundredth_at_once_and_single_units_of_small_quotas() -> None:
    """Nobody loses more than that when a process forgets."""
    leases = UnitLeases()

    assert leases.requests_at_once(DEFAULT, ADA) == 6
    assert leases.requests_at_once(LISTING, ADA) == 3
    assert leases.requests_at_once(DEFAULT, Caller(Tier.GUEST, "address:192.0.2.7")) == 1
    assert leases.requests_at_once(DEFAULT, Caller(Tier.MACHINE, "client:shop")) == 100


def test_units_are_spent_once_and_the_remainder_counts_down() -> None:
    """As if each request had asked Redis."""
    leases = UnitLeases(clock=Clock())

    first = leases.keep(LISTING, ADA, 2, accepted(LISTING, 594))
    second, third = leases.spend(LISTING, ADA), leases.spend(LISTING, ADA)

    assert second is not None
    assert third is not None
    assert [one.remaining for one in (first, second, third)] == [598, 596, 594]
    assert leases.spend(LISTING, ADA) is None


def test_units_are_nobody_elses_and_of_no_other_class() -> None:
    """Each caller has one bucket in each class."""
    leases = UnitLeases(clock=Clock())
    leases.keep(DEFAULT, ADA, 5, accepted(DEFAULT, 594))

    assert leases.spend(DEFAULT, EVE) is None
    assert leases.spend(LISTING, ADA) is None


def test_units_are_gone_after_ten_seconds_or_when_too_many_callers_came() -> None:
    """Memory is bounded, and so is how old a decision may be."""
    clock = Clock()
    leases = UnitLeases(1, clock)
    leases.keep(DEFAULT, ADA, 5, accepted(DEFAULT, 594))
    clock.now += 10.0
    assert leases.spend(DEFAULT, ADA) is None

    leases.keep(DEFAULT, ADA, 5, accepted(DEFAULT, 594))
    leases.keep(DEFAULT, EVE, 5, accepted(DEFAULT, 594))
    assert leases.spend(DEFAULT, ADA) is None
    assert leases.spend(DEFAULT, EVE) is not None
