"""What stays as it is in a change that names only some fields."""

from enum import Enum
from typing import Final


class Unchanged(Enum):
    """Says `leave it` where nothing (None) already says `take it away`."""

    UNCHANGED = "unchanged"


UNCHANGED: Final = Unchanged.UNCHANGED
