"""Faults by switch: what goes wrong with which calls."""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from telegram_sandbox.state.flood_watch import FloodLimits

Count = Annotated[int, Field(ge=1)]
Seconds = Annotated[float, Field(ge=0, le=3_600)]

FETCHING: Final = frozenset(
    {"getupdates", "getme", "setwebhook", "deletewebhook", "getwebhookinfo", "logout", "close"}
)
"""Calls that are hit only when they are named: without them no bot would even start."""


class CallFault(BaseModel):
    """Hits the next so many calls, or each so-manieth, or both.

    Attributes:
        every: Hits each call whose number is divisible by this.
        next: Hits so many more calls; counts down.
        methods: Only these calls; all that send or change something when omitted.
        takes_effect: Whether the call is done nevertheless and only its answer is spoiled.
    """

    model_config = ConfigDict(extra="forbid")

    every: Count | None = None
    next: Annotated[int, Field(ge=0)] = 0
    methods: list[str] | None = None
    takes_effect: bool = False
    _seen: int = 0

    def hits(self, method: str) -> bool:
        """Whether this call is hit; counts it.

        Args:
            method: In small letters.
        """
        if self.methods is None:
            if method in FETCHING:
                return False
        elif method not in {each.lower() for each in self.methods}:
            return False
        self._seen += 1
        if self.next > 0:
            self.next -= 1
            return True
        return self.every is not None and self._seen % self.every == 0


class TooManyRequests(CallFault):
    """Answers 429 with `retry_after`."""

    retry_after: Annotated[int, Field(ge=1, le=3_600)] = 1


class TimeOut(CallFault):
    """Holds the answer back for so many seconds."""

    seconds: Seconds = 60.0
    takes_effect: bool = True


class Faults(BaseModel):
    """What goes wrong at present; nothing by default.

    Attributes:
        too_many_requests: Answers 429.
        server_error: Answers 500.
        time_out: Answers too late.
        flood_limits: Keeps Telegram's limits of sending: 429 to what is too much.
        duplicate_updates: Gives each update once more after it was confirmed.
        reorder_updates: Gives updates that wait together newest first.
        blocked_chats: Chats whose people have blocked the bot without saying so.
    """

    model_config = ConfigDict(extra="forbid")

    too_many_requests: TooManyRequests | None = None
    server_error: CallFault | None = None
    time_out: TimeOut | None = None
    flood_limits: FloodLimits | None = None
    duplicate_updates: bool = False
    reorder_updates: bool = False
    blocked_chats: list[int] = []
