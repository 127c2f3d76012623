"""What is fuzzed: one service, the tokens that open its operations, and what it may refuse."""

from collections.abc import Callable
from dataclasses import dataclass

from storage_contracts.json_value import JsonObject

type TokenOf = Callable[[str, str], str]
"""A fresh bearer token for a method in capitals and a path template; asked for each request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What an operation may answer beside the usual.

    Attributes:
        reason: The rule that a JSON schema cannot say.
        statuses: How it refuses a request that its schema describes as fine.
        refusals: How it refuses, beside the usual, one that its schema forbids.
        operations: Labels such as `GET /orders`.
    """

    reason: str
    statuses: tuple[int, ...] = ()
    refusals: tuple[int, ...] = ()
    operations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FuzzTarget:
    """One service that answers at an address.

    Attributes:
        name: Its name.
        url: Its origin, without a path.
        document: Its OpenAPI document.
        token_of: Gives the credentials.
        allowances: See `Allowance`.
        protected: Ids in paths that are not used: what belongs to whom the tokens are of.
        alike: Labels of operations whose boundaries others stand for, having the same code.
    """

    name: str
    url: str
    document: JsonObject
    token_of: TokenOf
    allowances: tuple[Allowance, ...] = ()
    protected: frozenset[str] = frozenset()
    alike: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class FuzzEffort:
    """How much is tried.

    Attributes:
        examples: Random cases of each operation, half of them meant to be refused.
        scenarios: Walks along the links of the document; 0 leaves them out.
        covers: Whether each boundary of each schema is tried as well, which is most of the cases.
        seed: Makes a run repeatable.
    """

    examples: int
    scenarios: int
    covers: bool
    seed: int
