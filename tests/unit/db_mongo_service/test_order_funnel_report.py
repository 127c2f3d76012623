"""The funnel's shares."""

from db_mongo_service.infrastructure.repositories.order_funnel import order_funnel_report


def test_shares_are_null_where_nothing_came_before() -> None:
    """No orders have no conversion, and nothing is divided by zero."""
    report = order_funnel_report({})
    assert [(step.orders, step.conversion_from_created) for step in report.steps] == [(0, None)] * 4


def test_a_share_is_rounded_to_four_digits() -> None:
    """Two of three are 0.6667."""
    counts = {"created": 3, "stock_reserved": 2, "paid": 0, "completed": 0}
    report = order_funnel_report(counts)
    assert [step.conversion_from_previous for step in report.steps] == [None, 0.6667, 0.0, None]
