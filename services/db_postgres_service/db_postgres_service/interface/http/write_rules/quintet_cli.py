"""The operator's command records that it rotated keys, and nothing else."""

from typing import Final

from db_postgres_service.interface.http.write_rules.write_rules import WriteRules

__all__ = ["QUINTET_CLI"]

QUINTET_CLI: Final = WriteRules(
    events=frozenset({"security.act_recorded"}),
    resources=frozenset(),
    stock=frozenset(),
    records_acts=True,
)
