"""Violations of the rules on what is said to the check itself."""

from datetime import UTC, datetime, timedelta
from typing import Final

from tests.architecture.mutations.mutation import Mutation

_MONEY: Final = "packages/business_hexagon/business_hexagon/domain/values/money.py"
_SOON: Final = datetime.now(UTC).date() + timedelta(days=30)

MUTATIONS: Final = (
    Mutation(
        "Q001",
        _MONEY,
        "from collections.abc import Iterable\n",
        "from collections.abc import Iterable,  # <- here\n",
    ),
    Mutation(
        "Q002",
        _MONEY,
        '    "JPY": 0,\n',
        '    "JPY": 0,  # quintet: allow Q101  # <- here\n',
    ),
    Mutation(
        "Q003",
        _MONEY,
        '    "JPY": 0,\n',
        '    "JPY": 0,  # quintet: allow Q101 until 2020-01-31: soon gone  # <- here\n',
    ),
    Mutation(
        "Q004",
        _MONEY,
        '    "JPY": 0,\n',
        f'    "JPY": 0,  # quintet: allow Q101 until {_SOON}: gone since  # <- here\n',
    ),
)
