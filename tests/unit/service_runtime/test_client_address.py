"""Only trusted proxies may say who the client is, and only in their header."""

import pytest
from service_runtime.client_address import ForwardedHeader, TrustedProxies, address_block

PROXY = "10.0.0.1"


def scope(peer: str | None, *headers: tuple[str, str]) -> dict[str, object]:
    """A request from a peer."""
    return {
        "client": None if peer is None else (peer, 4711),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers],
    }


def found(
    peer: str | None, *headers: tuple[str, str], header: ForwardedHeader = "x_forwarded_for"
) -> str:
    """The client of a request behind proxies in 10.0.0.0/8 and fd00::/8."""
    return TrustedProxies.parse(["10.0.0.0/8", "fd00::/8"], header).client_of(scope(peer, *headers))


def test_strangers_are_not_believed() -> None:
    """A peer that is no proxy is the client, whatever it writes."""
    lies = (("x-forwarded-for", "192.0.2.9"), ("forwarded", "for=192.0.2.9"))
    assert found("203.0.113.5", *lies) == "203.0.113.5"
    assert TrustedProxies().client_of(scope(PROXY, *lies)) == PROXY


@pytest.mark.parametrize(
    ("value", "client"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("1.1.1.1, 203.0.113.5", "203.0.113.5"),
        ("1.1.1.1, 203.0.113.5, 10.9.9.9", "203.0.113.5"),
        ("1.1.1.1, nonsense, 10.9.9.9", "10.9.9.9"),
        ("10.7.7.7, 10.9.9.9", "10.7.7.7"),
        ("203.0.113.5:8080", "203.0.113.5"),
        ("[2001:DB8::1]:8080", "2001:db8::1"),
        ("2001:DB8:0::1", "2001:db8::1"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("1.1.1.1, ::ffff:10.1.1.1", "1.1.1.1"),
        ("", PROXY),
        ("unknown", PROXY),
        (", ,", PROXY),
    ],
)
def test_walks_from_the_right_to_the_first_that_is_not_ours(value: str, client: str) -> None:
    """What stands left of it may be invented."""
    assert found(PROXY, ("x-forwarded-for", value)) == client


@pytest.mark.parametrize(
    ("peer", "headers", "inside"),
    [
        ("127.0.0.1", (), True),
        ("192.168.7.7", (("host", "shop"),), True),
        ("::1", (), True),
        ("::ffff:192.168.7.7", (), True),
        ("203.0.113.5", (), False),
        ("1.1.1.1", (), False),
        ("::ffff:1.1.1.1", (), False),
        (PROXY, (), False),
        ("192.168.7.7", (("x-forwarded-for", "192.168.7.8"),), False),
        ("192.168.7.7", (("forwarded", "for=192.168.7.8"),), False),
        ("192.168.7.7", (("x-real-ip", "192.168.7.8"),), False),
        ("192.168.7.7", (("via", "1.1 proxy"),), False),
        ("a_socket", (), False),
        (None, (), False),
    ],
)
def test_inside_is_who_comes_from_a_private_network_and_through_no_proxy(
    peer: str | None, headers: tuple[tuple[str, str], ...], *, inside: bool
) -> None:
    """A header that a stranger adds makes him no nearer."""
    proxies = TrustedProxies.parse(["10.0.0.0/8", "fd00::/8"])
    assert proxies.is_inside(scope(peer, *headers)) is inside


def test_several_headers_are_one_list() -> None:
    """The last entry of the last header was written last."""
    headers = (("x-forwarded-for", "1.1.1.1"), ("x-forwarded-for", "203.0.113.5"))
    assert found(PROXY, *headers) == "203.0.113.5"


def test_the_other_header_is_not_believed() -> None:
    """A proxy that writes one header passes the client's own version of the other on."""
    forged = ("forwarded", "for=192.0.2.9")
    assert found(PROXY, ("x-forwarded-for", "203.0.113.5"), forged) == "203.0.113.5"
    assert found(PROXY, forged) == PROXY
    honest = ("forwarded", 'for=1.1.1.1, for="[2001:db8::1]:80";proto=https;by=10.0.0.1')
    assert (
        found(PROXY, honest, ("x-forwarded-for", "192.0.2.9"), header="forwarded") == "2001:db8::1"
    )


def test_a_long_list_is_not_walked_to_its_end() -> None:
    """Twenty hops of our own are more than anybody has."""
    assert found(PROXY, ("x-forwarded-for", ",".join(["10.0.0.2"] * 5000))) == "10.0.0.2"


def test_a_peer_without_an_address_has_a_name() -> None:
    """As over a socket in the file system."""
    assert found(None) == "unknown"


def test_an_owner_of_a_network_is_one_guest() -> None:
    """An IPv6 host has 2**64 addresses of its own."""
    assert address_block("2001:db8::1") == address_block("2001:db8::ffff") == "2001:db8::/64"
    assert address_block("203.0.113.5") == "203.0.113.5"
    assert address_block("un:known") == "un:known"
