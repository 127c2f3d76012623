"""A baseline: findings that an old code base has, so that only new ones fail it.

Lines move when a file is edited, so an entry is a rule, a path and a message, and how often.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import orjson

from architecture_rules.finding import Finding

__all__ = ["Baseline", "BaselineError"]

type _Entry = tuple[str, str, str]


class BaselineError(Exception):
    """The file is no baseline."""


class Baseline:
    """Findings that are forgiven, each as often as it was found."""

    def __init__(self, entries: Counter[_Entry]) -> None:
        self._entries = entries

    @classmethod
    def read(cls, path: Path) -> "Baseline":
        """Read a file; one that is not there forgives nothing.

        Raises:
            BaselineError: It is no baseline.
        """
        try:
            rows = orjson.loads(path.read_bytes())
            if not isinstance(rows, list):
                raise TypeError("no list")  # noqa: TRY301  told below like the rest
            entries = {
                (str(r["rule"]), str(r["path"]), str(r["message"])): int(r["times"]) for r in rows
            }
        except FileNotFoundError:
            return cls.none()
        except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
            raise BaselineError(
                f"{path} is no baseline: write it again with --write_baseline"
            ) from error
        return cls(Counter(entries))

    @classmethod
    def none(cls) -> "Baseline":
        """Forgive nothing."""
        return cls(Counter())

    @staticmethod
    def write(path: Path, findings: Iterable[Finding]) -> None:
        """Forgive these findings from now on."""
        entries = Counter(_entry(each) for each in findings)
        rows = [
            {"rule": rule, "path": where, "message": message, "times": times}
            for (rule, where, message), times in sorted(entries.items())
        ]
        path.write_bytes(orjson.dumps(rows, option=orjson.OPT_INDENT_2) + b"\n")

    def split(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
        """Return what is new, and what is forgiven."""
        left = self._entries.copy()
        new: list[Finding] = []
        forgiven: list[Finding] = []
        for finding in findings:
            entry = _entry(finding)
            if left[entry] > 0:
                left[entry] -= 1
                forgiven.append(finding)
            else:
                new.append(finding)
        return new, forgiven


def _entry(finding: Finding) -> _Entry:
    return (finding.rule_id, finding.path, finding.message)
