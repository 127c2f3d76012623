"""Close a listening socket without resetting a single connection.

Closing a listener resets the connections that the kernel has completed but nobody has accepted.
On Linux a socket filter first drops packets that open new connections (their sender tries again
a second later and then meets the next process, or a refusal); what is already in the queue is
accepted and served; then the queue is empty and closing hurts nobody.
"""

import asyncio
import ctypes
import select
import socket
import struct
import sys

__all__ = ["empty_accept_queue", "refuse_new_connections"]

_SO_ATTACH_FILTER = 26
_TCP_FLAGS_OFFSET = 13
_SYN = 0x02
_SYN_OR_ACK = 0x12
# Classic BPF: (code, jump if true, jump if false, operand).
_DROP_SYN = (
    (0x30, 0, 0, _TCP_FLAGS_OFFSET),  # load the byte of TCP flags
    (0x54, 0, 0, _SYN_OR_ACK),  # keep SYN and ACK
    (0x15, 0, 1, _SYN),  # a SYN alone opens a connection
    (0x06, 0, 0, 0),  # drop it
    (0x06, 0, 0, 0xFFFFFFFF),  # let anything else pass
)
_TICK_SECONDS = 0.005
_QUIET_TICKS = 3


def refuse_new_connections(listener: socket.socket) -> bool:
    """Drop packets that open connections to the listener; False where the system cannot do so."""
    if sys.platform != "linux":
        return False
    code = b"".join(struct.pack("HBBI", *step) for step in _DROP_SYN)
    program = ctypes.create_string_buffer(code)
    filter_option = struct.pack("HL", len(_DROP_SYN), ctypes.addressof(program))
    try:
        listener.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, filter_option)
    except OSError:
        return False
    return True


async def empty_accept_queue(listener: socket.socket, deadline: float) -> None:
    """Wait until the event loop has accepted every connection that waits in the listener's queue.

    Args:
        listener: The listening socket, still served by the loop.
        deadline: Moment on the loop's clock to give up, because connections never cease.
    """
    poll = select.poll()
    poll.register(listener, select.POLLIN)
    loop = asyncio.get_running_loop()
    quiet = 0
    while quiet < _QUIET_TICKS and loop.time() < deadline:
        quiet = 0 if poll.poll(0) else quiet + 1
        await asyncio.sleep(_TICK_SECONDS)
