"""Violations of Q7xx, the code itself, seeded into this repository."""

from typing import Final

from tests.architecture.mutations.mutation import Mutation

__all__ = ["MUTATIONS"]

_LADDER = "packages/message_bus/message_bus/retry_ladder.py"
_EXACT = "packages/business_hexagon/business_hexagon/domain/values/exact_number.py"

_DELAY = "    def delay_after(self, attempt: int) -> float | None:\n"
_DELAY_TEXT = (
    '        """Return the delay after a failed attempt (the first is 1); None is the ladder\'s'
    ' end."""\n'
)
_RETURN = "        return self.delays[attempt - 1] if 1 <= attempt <= len(self.delays) else None\n"
_DEFAULT = "DEFAULT_LADDER: Final = RetryLadder((1.0, 5.0, 30.0, 300.0))\n"

MUTATIONS: Final = (
    Mutation(
        "Q701",
        _LADDER,
        _DELAY,
        "    def delay_after(self, attempt) -> float | None:  # <- here\n",
    ),
    Mutation(
        "Q701",
        _LADDER,
        _DELAY,
        "    def delay_after(self, attempt: int):  # <- here\n",
    ),
    Mutation(
        "Q702",
        _LADDER,
        "from typing import Final\n",
        "from typing import Any, Final  # <- here\n",
    ),
    Mutation(
        "Q703",
        _LADDER,
        "  # noqa: PLR2004  see the docstring\n",
        "  # noqa: PLR2004  # <- here\n",
    ),
    Mutation(
        "Q703",
        _LADDER,
        "  # noqa: PLR2004  see the docstring\n",
        "  # noqa  see the docstring  # <- here\n",
    ),
    Mutation(
        "Q704",
        _LADDER,
        f"{_DELAY}{_DELAY_TEXT}",
        f"{_DELAY.rstrip()}  # <- here\n",
    ),
    Mutation(
        "Q705",
        _LADDER,
        _DEFAULT,
        f"{_DEFAULT}SINCE = datetime.datetime.utcnow()  # <- here\n",
    ),
    Mutation(
        "Q706",
        _EXACT,
        'EXACT: Final = Decimal("0.0001")\n',
        "EXACT: Final = Decimal(0.0001)  # <- here\n",
    ),
    Mutation(
        "Q706",
        _EXACT,
        'EXACT: Final = Decimal("0.0001")\n',
        'EXACT: Final = Decimal("0.0001")\nunit_price: float = 0.0  # <- here\n',
    ),
    Mutation(
        "Q707",
        "packages/message_bus/message_bus/long_ladder.py",
        "",
        f'"""Long."""\n{"X = 1\n" * 299}X = 1  # <- here\n',
    ),
    Mutation("Q708", _LADDER, _RETURN, f"        assert attempt > 0  # <- here\n{_RETURN}"),
    Mutation(
        "Q709",
        "packages/message_bus/message_bus/instance_subscriber.py",
        "            except Exception:  # noqa: BLE001  the next hint must still be heard\n"
        '                _log.exception("%s could not handle an event", self._name)\n',
        "            except Exception:  # <- here\n                pass\n",
    ),
    Mutation("Q710", _LADDER, _RETURN, f"        print(attempt)  # <- here\n{_RETURN}"),
    Mutation(
        "Q711",
        _LADDER,
        _DEFAULT,
        "_known: dict[int, float] = {}\n\n\ndef _note(attempt: int, delay: float) -> None:\n"
        f"    _known[attempt] = delay  # <- here\n\n\n{_DEFAULT}",
    ),
    Mutation(
        "Q712",
        _LADDER,
        _DELAY,
        "    def delay_after(self, attempt: int) -> dict | None:  # <- here\n",
    ),
    Mutation(
        "Q713",
        _LADDER,
        f"{_DELAY}{_DELAY_TEXT}",
        f"{_DELAY.rstrip()}  # <- here\n{_DELAY_TEXT}"
        '        if attempt < 1:\n            raise LookupError("no such attempt")\n',
    ),
)
