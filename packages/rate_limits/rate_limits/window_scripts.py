"""The library's two Lua scripts of the sliding window as one, so that one command does both."""

from functools import cache
from hashlib import sha1

from limits.util import get_package_data

__all__ = ["TAKE_AND_LOOK", "script_name", "take_and_look"]

TAKE_AND_LOOK = """
local function take()
{take}
end
local function look()
local ARGV = {{ARGV[2]}}
{look}
end
local taken = take()
local window = look()
return {{taken and 1 or 0, window[1], window[2], window[3], window[4]}}
"""
_FOLDER = "resources/redis/lua_scripts"


@cache
def take_and_look() -> str:
    """The script: KEYS are previous and current window, ARGV limit, seconds and units.

    It returns 1 or 0 for taken or refused, then what the library's `sliding_window.lua` returns.
    """
    take = get_package_data(f"{_FOLDER}/acquire_sliding_window.lua").decode()
    look = get_package_data(f"{_FOLDER}/sliding_window.lua").decode()
    return TAKE_AND_LOOK.format(take=take, look=look)


@cache
def script_name() -> str:
    """What Redis calls the script once it knows it."""
    # Redis names scripts so.
    return sha1(take_and_look().encode(), usedforsecurity=False).hexdigest()
