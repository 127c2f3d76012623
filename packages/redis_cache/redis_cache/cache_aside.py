"""Cache-aside with a layer in the process, one flight per key, and safe invalidation."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from secrets import token_bytes

from redis.exceptions import RedisError

from redis_cache.cache_metrics import CacheMetrics
from redis_cache.local_layer import LocalLayer
from redis_cache.redis_link import Command, RedisAway, RedisLink, Reply
from redis_cache.stored_value import LEASE, MISSING, VALUE, fill_command, lease_command

__all__ = ["CacheAside"]

type Load[Value] = Callable[[Sequence[str]], Awaitable[Mapping[str, Value]]]

_LEASE_MILLISECONDS = 5000
_MOST_OWED = 10_000


class CacheAside[Value]:
    """Values by key, from this process, else from Redis, else from the source.

    - Keys carry the version of the encoding, so a release that changes it never reads old values.
    - Concurrent look-ups of a key in this process share one flight.
    - Unknown keys are remembered as unknown for a short time.
    - Whatever happens to Redis, the source answers. An invalidation that Redis did not hear is kept
      and repeated before anything is read from Redis again.

    Args:
        link: The way to Redis; None to do without it.
        name: Names the keys and the metrics, such as `product_snapshot`.
        version: Version of the encoding.
        encode: Value to bytes.
        decode: Bytes to value; a ValueError counts as a miss.
        ttl_seconds: Life in Redis.
        missing_seconds: For how long an unknown key is remembered as unknown.
        local: The layer in the process.
    """

    def __init__(
        self,
        link: RedisLink | None,
        *,
        name: str,
        version: int,
        encode: Callable[[Value], bytes],
        decode: Callable[[bytes], Value],
        ttl_seconds: float = 60.0,
        missing_seconds: float = 1.0,
        local: LocalLayer[Value | None] | None = None,
    ) -> None:
        self._link = link
        self._prefix = f"quintet:{name}:v{version}:"
        self._encode = encode
        self._decode = decode
        self._ttl_milliseconds = int(ttl_seconds * 1000)
        self._missing_seconds = missing_seconds
        self._local = LocalLayer[Value | None]() if local is None else local
        self._metrics = CacheMetrics.of(name)
        self._flights: dict[str, asyncio.Task[Mapping[str, Value]]] = {}
        self._owed: set[str] = set()

    async def get(self, key: str, load: Load[Value]) -> Value | None:
        """Return one value, None when the source does not know the key."""
        kept = self._local.get(key, self._local.now())
        if kept is not None:
            self._metrics.local_hits.inc()
            return kept[0]
        return (await self.get_many((key,), load)).get(key)

    def is_at_hand(self, key: str) -> bool:
        """Tell whether a look-up of this key would ask nobody, at this moment."""
        return self._local.get(key, self._local.now()) is not None

    async def get_many(self, keys: Iterable[str], load: Load[Value]) -> dict[str, Value]:
        """Return the values of the keys that exist.

        Args:
            keys: What to look up.
            load: Asks the source for the keys given; leaves unknown ones out of its answer. What
                it raises, every look-up that shares its flight raises.
        """
        found: dict[str, Value] = {}
        flights: set[asyncio.Task[Mapping[str, Value]]] = set()
        absent: list[str] = []
        wanted = tuple(dict.fromkeys(keys))
        now = self._local.now()
        hits = 0
        for key in wanted:
            kept = self._local.get(key, now)
            if kept is not None:
                hits += 1
                if kept[0] is not None:
                    found[key] = kept[0]
            elif (flight := self._flights.get(key)) is not None:
                flights.add(flight)
            else:
                absent.append(key)
        if hits:
            self._metrics.local_hits.inc(hits)
        if absent:
            flights.add(self._take_off(absent, load))
        for flight in flights:
            # Shielded: one cancelled caller must not take the answer away from the others.
            landed = await asyncio.shield(flight)
            for key in wanted:
                if key in landed:
                    found[key] = landed[key]
        return found

    async def forget(self, keys: Iterable[str]) -> None:
        """Drop what is known of these keys, here and in Redis; never fails.

        A flight that is under way when this is called may still answer those who wait for it, but
        what it brings is kept nowhere.
        """
        forgotten = list(keys)
        for key in forgotten:
            self._flights.pop(key, None)
            self._local.forget(key)
        if self._link is None or not forgotten:
            return
        self._owe(forgotten)
        try:
            await self._link.run(*self._pay())
        except (RedisAway, RedisError):
            self._owe(forgotten)
            self._metrics.errors.inc()

    def _take_off(self, keys: list[str], load: Load[Value]) -> asyncio.Task[Mapping[str, Value]]:
        flight = asyncio.create_task(self._fly(keys, load), name="cache_flight")
        flight.add_done_callback(_look_at)
        for key in keys:
            self._flights[key] = flight
        return flight

    async def _fly(self, keys: list[str], load: Load[Value]) -> Mapping[str, Value]:
        flight = asyncio.current_task()
        try:
            found, missing = await self._ask_redis(keys)
            absent = [key for key in keys if key not in found and key not in missing]
            if absent:
                self._metrics.misses.inc(len(absent))
                lease = await self._leave_leases(absent)
                loaded = await load(absent)
                found.update(loaded)
                missing.update(key for key in absent if key not in loaded)
                if lease is not None:
                    await self._fill(lease, absent, found)
            for key in keys:
                # Forgotten meanwhile? Then this may be older than what made it forgotten.
                if self._flights.get(key) is flight:
                    if key in found:
                        self._local.put(key, found[key])
                    else:
                        self._local.put(key, None, most_seconds=self._missing_seconds)
            return found
        finally:
            for key in keys:
                if self._flights.get(key) is flight:
                    del self._flights[key]

    async def _ask_redis(self, keys: list[str]) -> tuple[dict[str, Value], set[str]]:
        found: dict[str, Value] = {}
        missing: set[str] = set()
        if self._link is None:
            return found, missing
        owed = self._pay()
        try:
            replies = await self._link.run(*owed, ("MGET", *map(self._key, keys)))
        except (RedisAway, RedisError):
            self._owe_again(owed)
            self._metrics.errors.inc()
            return found, missing
        stored = replies[-1]
        for key, tagged in zip(keys, stored if isinstance(stored, list) else (), strict=False):
            self._read(key, tagged, found, missing)
        if found or missing:
            self._metrics.redis_hits.inc(len(found) + len(missing))
        return found, missing

    def _read(self, key: str, tagged: Reply, found: dict[str, Value], missing: set[str]) -> None:
        if not isinstance(tagged, bytes):
            return
        if tagged[:1] == MISSING:
            missing.add(key)
        elif tagged[:1] == VALUE:
            try:
                found[key] = self._decode(tagged[1:])
            except ValueError:
                self._metrics.errors.inc()

    async def _leave_leases(self, keys: list[str]) -> bytes | None:
        if self._link is None:
            return None
        lease = LEASE + token_bytes(12)
        try:
            await self._link.run(
                *(lease_command(self._key(key), lease, _LEASE_MILLISECONDS) for key in keys)
            )
        except (RedisAway, RedisError):
            return None
        return lease

    async def _fill(self, lease: bytes, keys: list[str], found: Mapping[str, Value]) -> None:
        if self._link is None:
            return
        entries = [
            (self._key(key), VALUE + self._encode(found[key]), self._ttl_milliseconds)
            if key in found
            else (self._key(key), MISSING, int(self._missing_seconds * 1000))
            for key in keys
        ]
        try:
            await self._link.run(fill_command(lease, entries))
        except (RedisAway, RedisError):
            self._metrics.errors.inc()

    def _key(self, key: str) -> str:
        return self._prefix + key

    def _owe(self, keys: Iterable[str]) -> None:
        self._owed.update(map(self._key, keys))
        while len(self._owed) > _MOST_OWED:
            self._owed.pop()  # its entry dies of age instead

    def _owe_again(self, commands: Sequence[Command]) -> None:
        self._owed.update(str(key) for command in commands for key in command[1:])

    def _pay(self) -> tuple[Command, ...]:
        if not self._owed:
            return ()
        owed, self._owed = self._owed, set()
        return (("DEL", *owed),)


def _look_at[Value](flight: asyncio.Task[Mapping[str, Value]]) -> None:
    """Retrieve the error of a flight whose callers have all gone, so that asyncio stays quiet."""
    if not flight.cancelled():
        flight.exception()
