"""What one turn of the loop writes goes out in one piece, in order, and whole."""

import asyncio

from service_runtime.gathering_transport import GatheringTransport


class Wire(asyncio.Transport):
    """Keeps what reaches the connection."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[bytes] = []
        self.ended = ""

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Keep a piece."""
        self.pieces.append(bytes(data))

    def close(self) -> None:
        """End well."""
        self.ended = "closed"

    def abort(self) -> None:
        """End badly."""
        self.ended = "aborted"


def gathering() -> tuple[GatheringTransport, Wire]:
    """A transport over such a connection."""
    wire = Wire()
    return GatheringTransport(wire, asyncio.get_running_loop()), wire


async def next_turn() -> None:
    """Let the loop do what was left for its next turn."""
    await asyncio.sleep(0)


async def test_head_and_body_go_out_together() -> None:
    """At the next turn of the loop, when nobody sends them before."""
    transport, wire = gathering()
    transport.write(b"head")
    transport.writelines([b" ", b"body"])
    assert wire.pieces == []
    await next_turn()
    assert wire.pieces == [b"head body"]


async def test_a_response_that_is_complete_is_sent_at_once_and_once() -> None:
    """The loop's next turn finds nothing left."""
    transport, wire = gathering()
    transport.write(b"head")
    transport.write(b"body")
    transport.send()
    assert wire.pieces == [b"headbody"]
    await next_turn()
    assert wire.pieces == [b"headbody"]
    transport.write(b"next")  # and what comes after it is held again
    await next_turn()
    assert wire.pieces == [b"headbody", b"next"]


async def test_a_stream_is_not_held_up() -> None:
    """Each turn's part leaves with that turn."""
    transport, wire = gathering()
    for part in (b"one", b"two"):
        transport.write(part)
        await next_turn()
    assert wire.pieces == [b"one", b"two"]


async def test_what_is_large_does_not_wait_and_keeps_its_place() -> None:
    """The connection's own buffer is the one that slow readers fill."""
    transport, wire = gathering()
    large = b"x" * 65_536
    transport.write(b"head")
    transport.write(large)
    assert b"".join(wire.pieces) == b"head" + large


async def test_closing_sends_what_is_held_and_aborting_drops_it() -> None:
    """A refusal is written and its connection closed in one breath."""
    transport, wire = gathering()
    transport.write(b"408")
    transport.close()
    assert (wire.pieces, wire.ended) == ([b"408"], "closed")

    transport, wire = gathering()
    transport.write(b"never")
    transport.abort()
    await next_turn()
    assert (wire.pieces, wire.ended) == ([], "aborted")
