"""Tells what would lead to a database: settings by their names, addresses by their schemes."""

import re
from typing import Final

__all__ = ["is_database_address", "is_database_setting"]

_SETTING: Final = re.compile(
    r"(?!redis_|rabbitmq_|amqp_)(?:[a-z0-9]+_)*"
    r"(?:postgres|postgresql|pg|mongo|mongodb|mysql|mariadb|sqlite|sqlalchemy|database|db)_?"
    r"(?:url|uri|dsn|host|user|password|connection_string)(?:_file)?"
)
_ADDRESS: Final = re.compile(
    r"(?:postgres|postgresql|mongodb|mysql|mariadb|sqlite|oracle|mssql)(?:\+\w+)?://"
)


def is_database_setting(name: str) -> bool:
    """Whether a setting of this name says where a database is, or how to log in there.

    The address of a data service, such as `db_postgres_service_url`, does not.
    """
    return _SETTING.fullmatch(name.lower()) is not None


def is_database_address(text: str) -> bool:
    """Whether a text begins as a connection string does."""
    return _ADDRESS.match(text) is not None
