"""For machines: JSON, the commands that GitHub shows beside lines, and SARIF 2.1.0."""

from urllib.parse import quote

import orjson

from architecture_rules.card import Severity
from architecture_rules.finding import Finding
from architecture_rules.registry import all_rules, rule_by_id
from architecture_rules.running.engine import CheckReport

__all__ = ["github_report", "json_report", "sarif_report"]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def _severity(finding: Finding) -> Severity:
    rule = rule_by_id(finding.rule_id)
    return rule.card.severity if rule else Severity.ERROR


def json_report(report: CheckReport) -> str:
    """Return one object: findings, suppressions, counts."""
    document = {
        "findings": [
            {
                "rule": each.rule_id,
                "severity": _severity(each),
                "path": each.path,
                "line": each.line,
                "column": each.column,
                "message": each.message,
                "mends_itself": each.edit is not None,
            }
            for each in report.findings
        ],
        "suppressions": [
            {
                "rule": each.rule_id,
                "path": each.path,
                "line": each.line,
                "until": each.until,
                "reason": each.reason,
            }
            for each in report.suppressions
        ],
        "in_baseline": len(report.forgiven),
        "rules": report.rules,
        "files": report.files,
        "seconds": round(report.seconds, 3),
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()


def github_report(report: CheckReport) -> str:
    """Return a workflow command for each finding (docs.github.com, workflow commands)."""
    return "\n".join(
        f"::{_severity(each)} file={_property(each.path)},line={each.line},col={each.column},"
        f"title={_property(each.rule_id)}::{_data(each.message)}"
        for each in report.findings
    )


def sarif_report(report: CheckReport) -> str:
    """Return a SARIF 2.1.0 log, which code hosts and editors show."""
    rules = [
        {
            "id": card.id,
            "name": card.name,
            "shortDescription": {"text": card.name.replace("_", " ")},
            "fullDescription": {"text": card.why},
            "help": {"text": card.mend},
            "defaultConfiguration": {"level": str(card.severity)},
        }
        for card in (each.card for each in all_rules())
    ]
    results = [
        {
            "ruleId": each.rule_id,
            "level": str(_severity(each)),
            "message": {"text": each.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(each.path), "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": each.line, "startColumn": each.column},
                    }
                }
            ],
        }
        for each in report.findings
    ]
    driver = {"name": "quintet check", "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return orjson.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}).decode()


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
