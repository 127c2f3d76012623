"""Settings that are not acceptable end the process with names and reasons, never with values."""

import sys
from collections.abc import Callable

from pydantic import ValidationError
from pydantic_settings import SettingsError

__all__ = ["load_settings"]

_WRONG_USE = 2
_PREFIX = "Value error, "


def load_settings[Settings](read: Callable[[], Settings]) -> Settings:
    """Read the settings, or say what is wrong with them and exit with 2.

    Args:
        read: Usually the class of the settings.

    Raises:
        SystemExit: They are not acceptable; standard error has one line for each reason.
    """
    try:
        return read()
    except ValidationError as error:
        for item in error.errors(include_url=False, include_input=False, include_context=False):
            name = "_".join(map(str, item["loc"])).upper() or "environment"
            sys.stderr.write(f"{name}: {item['msg'].removeprefix(_PREFIX)}\n")
    except (SettingsError, ValueError) as error:
        sys.stderr.write(f"environment: {error}\n")
    raise SystemExit(_WRONG_USE)
