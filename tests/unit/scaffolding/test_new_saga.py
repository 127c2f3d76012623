"""A further saga: a plan, its steps, and the lines that register it."""

import pytest
from scaffolding.errors import CannotGenerate
from scaffolding.generators.saga import saga_request

from tests.unit.scaffolding.dry_runs import PLATFORM, ending, generated

STEPS = ["reserve_gift", "charge_giver", "send_gift"]


def test_a_saga_has_a_plan_a_file_for_each_step_and_a_way_to_start_it() -> None:
    """One line in each table, and files of its own."""
    files = generated(saga_request(PLATFORM, "gift_delivery", steps=STEPS))

    assert 'SagaPlan(\n    "gift_delivery",' in ending(files, "gift_delivery/plan.py")
    for number, step in enumerate(STEPS, start=1):
        assert f"Step {number} of the gift delivery" in ending(files, f"/{step}_step.py")
    assert "class GiftDelivery(SagaDefinition" in ending(files, "gift_delivery/definition.py")
    assert "    GIFT_DELIVERY_SAGA,\n" in ending(files, "stepwise/registered_sagas.py")
    assert '"start_gift_delivery": _scoped(Scope.PROCESSES_START' in ending(files, "operations.py")
    assert "        StartGiftDelivery,\n" in ending(files, "process_use_cases.py")
    assert "        start_gift_delivery.router,\n" in ending(files, "interface/http/app.py")
    assert '"/gift_deliveries",' in ending(files, "http/processes/start_gift_delivery.py")


def test_one_step_is_a_saga_too() -> None:
    """A tuple of one is still a tuple."""
    request = saga_request(PLATFORM, "apology", steps=["write"], plural="letters")
    files = generated(request)
    assert '("write",)' in ending(files, "apology/plan.py").replace("\n", "").replace(" ", "")
    assert '"/letters",' in ending(files, "http/processes/start_apology.py")


@pytest.mark.parametrize(
    ("saga", "steps", "plural", "reason"),
    [
        ("GiftDelivery", ["a"], None, "small letters"),
        ("stepwise", ["a"], None, "that is taken"),
        ("order_saga", ["a"], None, "order_saga.py is there already"),
        ("order", ["a"], None, "serves /orders already"),
        ("sheep", ["a"], "sheep", "its own plural"),
        ("a_delivery_of_many_parcels", ["a"], None, "longer than"),
        ("gift_delivery", [], None, "at least one step"),
        ("gift_delivery", ["a"] * 21, None, "at most 20 steps"),
        ("gift_delivery", ["a", "a"], None, "two steps are called a"),
        ("gift_delivery", ["a1_2", "a12"], None, "nothing but underscores"),
        ("gift_delivery", ["gift_delivery"], None, "that is taken"),
        ("gift_delivery", ["saga_turn"], None, "that is taken"),
        ("gift_delivery", ["send-gift"], None, "small letters"),
        ("gift_delivery", ["a_step_with_such_a_very_long_name_x"], None, "letters together"),
    ],
)
def test_what_cannot_be_a_saga_is_refused(
    saga: str, steps: list[str], plural: str | None, reason: str
) -> None:
    """With the reason, before anything is written."""
    with pytest.raises(CannotGenerate, match=reason):
        saga_request(PLATFORM, saga, steps=steps, plural=plural)
