"""One call of the Bot API from its method to its answer: faults, the act, the log."""

import asyncio
import time

from telegram_sandbox.bot_api.method_table import METHODS
from telegram_sandbox.bot_api.parameters import Parameters
from telegram_sandbox.json_value import Json, JsonObject
from telegram_sandbox.state.api_error import ApiError
from telegram_sandbox.state.faults import TimeOut
from telegram_sandbox.state.moments import now
from telegram_sandbox.state.world import World


async def call(world: World, method: str, parameters: Parameters) -> Json:
    """Do what a call asks for, unless a fault is on.

    Args:
        world: On what.
        method: Its name, in whatever letters.
        parameters: Of the call.

    Raises:
        ApiError: There is no such method, it cannot be done, or a fault hit.
    """
    known = METHODS.get(method.lower())
    if known is None:
        raise ApiError(404, "Not Found")
    name, act = known
    began_at, began = now(), time.perf_counter()
    error: tuple[int, str] | None = None
    try:
        _refuse_floods(world, name.lower(), parameters)
        spoiled = _spoiled(world, name.lower())
        late = _lateness(world, name.lower())
        if late is not None and not late.takes_effect:
            await asyncio.sleep(late.seconds)
            raise ApiError(500, "Internal Server Error")  # noqa: TRY301  logged like any other
        result = await act(world, parameters)
        if late is not None:
            await asyncio.sleep(late.seconds)
        if spoiled is not None:
            raise spoiled
    except ApiError as refused:
        error = (refused.code, refused.description)
        raise
    else:
        return result
    finally:
        logged: JsonObject = {**parameters.values, **_names_of_files(parameters)}
        world.calls.note(name, logged, began_at, time.perf_counter() - began, error)


def _refuse_floods(world: World, method: str, parameters: Parameters) -> None:
    limits = world.faults.flood_limits
    if limits is not None:
        seconds = world.floods.seconds_to_wait(limits, method, parameters.text("chat_id"))
        if seconds is not None:
            raise _too_many(seconds)


def _too_many(seconds: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def _spoiled(world: World, method: str) -> ApiError | None:
    """Refuse the call, or return the refusal that comes after it has taken effect."""
    faults = world.faults
    if faults.too_many_requests is not None and faults.too_many_requests.hits(method):
        error = _too_many(faults.too_many_requests.retry_after)
        takes_effect = faults.too_many_requests.takes_effect
    elif faults.server_error is not None and faults.server_error.hits(method):
        error = ApiError(500, "Internal Server Error")
        takes_effect = faults.server_error.takes_effect
    else:
        return None
    if takes_effect:
        return error
    raise error


def _lateness(world: World, method: str) -> TimeOut | None:
    fault = world.faults.time_out
    return fault if fault is not None and fault.hits(method) else None


def _names_of_files(parameters: Parameters) -> JsonObject:
    return {name: f"<{len(each.content)} bytes>" for name, each in parameters.files.items()}
