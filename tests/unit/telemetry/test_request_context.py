"""The request context and the headers that carry it."""

import asyncio

from telemetry.request_context import (
    RequestContext,
    bind_context,
    bind_user,
    current_context,
    new_context,
    outgoing_headers,
    reset_context,
)

TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def test_unbound_work_has_the_process_context() -> None:
    """Background work bears one and the same id, never an empty one."""
    assert current_context().request_id
    assert current_context() is current_context()


def test_context_holds_within_its_block_only() -> None:
    """Leaving the block restores what was bound before."""
    outer, inner = new_context(), new_context()
    with bind_context(outer):
        with bind_context(inner):
            assert current_context() is inner
        assert current_context() is outer
    assert current_context() is not outer


def test_user_joins_the_context_in_hand() -> None:
    """Authentication adds the user and keeps the request id."""
    with bind_context(RequestContext("r1")):
        token = bind_user("u1")
        assert current_context() == RequestContext("r1", "u1")
        reset_context(token)
        assert current_context() == RequestContext("r1")


def test_outgoing_headers_leave_out_what_is_unknown() -> None:
    """Guests have no user header."""
    with bind_context(RequestContext("r1")):
        assert outgoing_headers() == [(b"X-Request-ID", b"r1")]
    with bind_context(RequestContext("r1", "u1", TRACEPARENT)):
        assert outgoing_headers() == [
            (b"X-Request-ID", b"r1"),
            (b"traceparent", TRACEPARENT.encode()),
            (b"X-User-ID", b"u1"),
        ]


async def test_tasks_do_not_see_each_others_context() -> None:
    """Two requests at once stay apart."""

    async def serve(name: str) -> str:
        with bind_context(RequestContext(name)):
            await asyncio.sleep(0)
            return current_context().request_id

    names = ["a", "b"]
    assert list(await asyncio.gather(*map(serve, names))) == names
