"""Settings from files: `X_FILE` names the file that holds the value of `X`.

Container platforms hand out secrets as files, which other processes and crash reports do not see
as they see the environment.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic_settings import EnvSettingsSource

__all__ = ["FileSettingsSource"]

_SUFFIX = "_file"
_MOST_BYTES = 65_536


class FileSettingsSource(EnvSettingsSource):
    """Reads the values of fields whose variable with the suffix `_FILE` is set.

    One line break at the end of a file is not part of its value. An empty file is like an empty
    variable: nothing is set.
    """

    def _load_env_vars(self) -> Mapping[str, str | None]:
        """Return the files' contents under the names of the fields.

        Raises:
            ValueError: A file cannot be read, is too large, or its variable is set itself too; the
                message names the variable and nothing else.
        """
        given = {name.lower(): value for name, value in os.environ.items()}
        found: dict[str, str | None] = {}
        for name in self.settings_cls.model_fields:
            path = given.get(name + _SUFFIX)
            if path and name + _SUFFIX not in self.settings_cls.model_fields:
                variable = (name + _SUFFIX).upper()
                if given.get(name):
                    raise ValueError(f"{variable} and {name.upper()} are both set; unset one")
                content = _content(variable, Path(path))
                if content:
                    found[name] = content
        return found


def _content(variable: str, path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        text = content.decode()
    except OSError as error:
        raise ValueError(f"{variable} cannot be read: {type(error).__name__}") from None
    except UnicodeDecodeError:
        raise ValueError(f"{variable} is not a text in UTF-8") from None
    if len(content) > _MOST_BYTES:
        raise ValueError(f"{variable} is larger than {_MOST_BYTES} bytes")
    return text.removesuffix("\n").removesuffix("\r")
