"""Paths of the data services."""

from storage_clients.paths import path_to, with_query


def test_every_part_is_percent_encoded() -> None:
    """No value can become a path of its own."""
    assert path_to("users", "by_email", "a/b@x.org") == "/users/by_email/a%2Fb%40x.org"
    assert (
        path_to("orders", "by_reference", "web", "é ?") == "/orders/by_reference/web/%C3%A9%20%3F"
    )


def test_absent_parameters_are_left_out() -> None:
    """None is nothing; zero and the empty text are something."""
    assert with_query("/orders", [("cursor", None)]) == "/orders"
    assert with_query("/orders", [("limit", 0), ("cursor", None), ("a__eq", "x&y")]) == (
        "/orders?limit=0&a__eq=x%26y"
    )
