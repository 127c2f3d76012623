"""What each service may write; a file for each.

Whoever adds an event, a row or a stock operation names its writer here; what is not named is
refused.
"""

from collections.abc import Mapping
from typing import Final

from db_postgres_service.interface.http.write_rules.api_service import API_SERVICE
from db_postgres_service.interface.http.write_rules.bot_service import BOT_SERVICE
from db_postgres_service.interface.http.write_rules.quintet_cli import QUINTET_CLI
from db_postgres_service.interface.http.write_rules.worker_service import WORKER_SERVICE
from db_postgres_service.interface.http.write_rules.write_rules import WriteRules

__all__ = ["WRITE_RULES", "WriteRules"]

WRITE_RULES: Final[Mapping[str, WriteRules]] = {
    "api_service": API_SERVICE,
    "worker_service": WORKER_SERVICE,
    "bot_service": BOT_SERVICE,
    "quintet_cli": QUINTET_CLI,
    # quintet new: write_rules
}
"""Nobody else writes."""
