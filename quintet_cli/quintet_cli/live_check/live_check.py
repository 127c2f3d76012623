"""Asks all that runs, one question after the other."""

import asyncio
import os
import re
from collections.abc import Collection
from pathlib import Path
from typing import Final

import asyncpg
from architecture_rules.finding import Finding
from http_transport import TransportError
from pymongo.errors import PyMongoError

from quintet_cli.live_check.broker_topology import check_broker
from quintet_cli.live_check.database_connections import check_connections
from quintet_cli.live_check.document_schema import check_document_schema
from quintet_cli.live_check.live_finding import LiveCheckError
from quintet_cli.live_check.machine import look_at_machine
from quintet_cli.live_check.process_graph import check_graph
from quintet_cli.live_check.relational_schema import check_relational_schema
from quintet_cli.live_check.route_answers import check_routes
from quintet_cli.live_check.running_processes import check_processes
from quintet_cli.platform_state import NoPlatformError, PlatformState, load
from quintet_cli.supervision.platform_settings import PlatformSettings

__all__ = ["LIVE_RULES", "look_at_platform", "look_at_what_runs"]

LIVE_RULES: Final = frozenset({"Q011", "Q012", "Q013", "Q014", "Q015", "Q016"})

_PASSWORD: Final = re.compile(r"://[^@/\s]+@")


def look_at_what_runs(data: Path | None, rule_ids: Collection[str]) -> list[Finding]:
    """Look at the platform of a data folder.

    Args:
        data: The folder; None finds it as the other commands do.
        rule_ids: Only these rules look.

    Raises:
        LiveCheckError: No platform runs there, or something of it does not answer.
    """
    try:
        state = load(PlatformSettings.choose(os.environ, data=data).data_root)
    except NoPlatformError as error:
        raise LiveCheckError(str(error)) from error
    return asyncio.run(look_at_platform(state, rule_ids))


async def look_at_platform(
    state: PlatformState, rule_ids: Collection[str] = LIVE_RULES
) -> list[Finding]:
    """Compare a running platform with the declared one.

    Args:
        state: What the supervisor tells of it.
        rule_ids: Only these rules look.

    Returns:
        What differs, in order of what it is about.

    Raises:
        LiveCheckError: The platform does not run, or something of it does not answer.
    """
    if not state.is_running:
        raise LiveCheckError("no platform runs: `quintet up` starts it")
    findings: list[Finding] = []
    machine = await asyncio.to_thread(look_at_machine)
    try:
        if "Q011" in rule_ids:
            findings += check_connections(state, machine)
        if "Q012" in rule_ids:
            findings += await check_broker(state)
        if "Q013" in rule_ids:
            findings += await check_relational_schema(state)
            findings += await check_document_schema(state)
        if "Q014" in rule_ids:
            findings += await check_routes(state)
        if "Q015" in rule_ids:
            findings += check_processes(state, machine)
        if "Q016" in rule_ids:
            findings += check_graph(state, machine)
    except (OSError, TransportError, asyncpg.PostgresError, PyMongoError) as error:
        told = _PASSWORD.sub("://", str(error)) or type(error).__name__
        raise LiveCheckError(f"something does not answer ({told}): see `quintet status`") from error
    return sorted(findings)
