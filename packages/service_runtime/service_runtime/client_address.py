"""Who really asks, when proxies that we trust stand between.

A header is only as true as the last party that wrote to it. So nothing is believed unless the
peer is a proxy named in the settings, and then only the one header that these proxies write, read
from the right: each entry was added by the party to the right of it, up to the first one that is
not ours. Everything further left may be invented.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final, Literal, Self

__all__ = ["ForwardedHeader", "TrustedProxies", "address_block"]

type ForwardedHeader = Literal["x_forwarded_for", "forwarded"]

_NAMES: Final[Mapping[ForwardedHeader, bytes]] = {
    "x_forwarded_for": b"x-forwarded-for",
    "forwarded": b"forwarded",
}
_LEFT_BY_PROXIES: Final = frozenset({*_NAMES.values(), b"via", b"x-real-ip"})
_PRIVATE: Final = tuple(
    ip_network(entry)
    for entry in (
        *("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
        *("::1/128", "fc00::/7"),
    )
)
_MOST_HOPS: Final = 20
_IPV6_BLOCK: Final = 64


class TrustedProxies:
    """Finds the address of the client of a request.

    Args:
        networks: Proxies whose header is believed; none by default.
        header: The one header that they write.
    """

    def __init__(
        self,
        networks: Iterable[IPv4Network | IPv6Network] = (),
        header: ForwardedHeader = "x_forwarded_for",
    ) -> None:
        self._networks = tuple(networks)
        self._header = header
        self._name = _NAMES[header]

    @classmethod
    def parse(cls, entries: Iterable[str], header: ForwardedHeader = "x_forwarded_for") -> Self:
        """Read addresses and networks, such as `10.0.0.1` and `10.1.0.0/16`.

        Raises:
            ValueError: An entry is neither.
        """
        return cls((ip_network(entry) for entry in entries), header)

    def client_of(self, scope: Mapping[str, object]) -> str:
        """Return the client's address, in its one canonical spelling.

        Args:
            scope: ASGI scope of the request. A peer without an address is called `unknown`.
        """
        client = scope.get("client")
        peer = str(client[0]) if isinstance(client, tuple) and client else "unknown"
        if not self._networks or not self._is_trusted(peer):
            return _canonical(peer) or peer
        found = peer
        for hop in self._hops(scope.get("headers")):
            address = _canonical(hop)
            if address is None:
                break  # not an address: whoever passed it on is the last one known
            found = address
            if not self._is_trusted(address):
                break
        return found

    def is_inside(self, scope: Mapping[str, object]) -> bool:
        """Whether a request came from this machine or a private network, and through no proxy.

        What a proxy passes on is from the world, whether the proxy is one of ours or only left a
        header: a stranger can add such headers, and take none away.

        Args:
            scope: ASGI scope of the request.
        """
        client = scope.get("client")
        peer = _canonical(str(client[0])) if isinstance(client, tuple) and client else None
        if peer is None or self._is_trusted(peer) or not _is_in(_PRIVATE, peer):
            return False
        headers = scope.get("headers")
        names = (name for name, _ in headers) if isinstance(headers, list | tuple) else ()
        return _LEFT_BY_PROXIES.isdisjoint(names)

    def _hops(self, headers: object) -> list[str]:
        values: list[str] = []
        for name, value in headers if isinstance(headers, list | tuple) else ():
            if name == self._name:
                values.extend(value.decode("latin-1").split(","))
        hops = values[: -_MOST_HOPS - 1 : -1]
        return hops if self._header == "x_forwarded_for" else [_for_of(hop) for hop in hops]

    def _is_trusted(self, text: str) -> bool:
        return _is_in(self._networks, text)


def address_block(address: str) -> str:
    """Return what limits are counted by: an IPv4 address, or the /64 that an IPv6 host owns."""
    if ":" not in address:
        return address
    try:
        return str(ip_network((address, _IPV6_BLOCK), strict=False))
    except ValueError:
        return address


def _is_in(networks: Iterable[IPv4Network | IPv6Network], text: str) -> bool:
    try:
        address = _unmapped(ip_address(text))
    except ValueError:
        return False
    return any(address in network for network in networks if network.version == address.version)


def _for_of(element: str) -> str:
    """Return the `for` of an element of RFC 7239, `for="[2001:db8::1]:4711";proto=https`."""
    for pair in element.split(";"):
        name, _, value = pair.partition("=")
        if name.strip().lower() == "for":
            return value.strip().strip('"')
    return ""


@lru_cache(maxsize=4096)
def _canonical(text: str) -> str | None:
    """Return an address without port and brackets in its one spelling; None when it is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(_unmapped(ip_address(text)))
    except ValueError:
        return None


def _unmapped(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address that an IPv6 socket shows as `::ffff:192.0.2.1`."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address
