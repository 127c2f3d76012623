"""What machines read has the shape that they expect."""

from pathlib import Path

import orjson
from architecture_rules.finding import Edit, Finding
from architecture_rules.registry import all_rules
from architecture_rules.reports.machine_reports import github_report, json_report, sarif_report
from architecture_rules.running.engine import CheckReport

from tests.unit.architecture_rules.small_project import USERS, check, write

_AWKWARD = Finding("a,b:c%.py", 3, 7, "Q101", "first line: 100 %\nsecond", Edit(3, 0, 3, 1, ""))


def _report(*findings: Finding) -> CheckReport:
    return CheckReport(list(findings), [], [], rules=1, files=2, seconds=0.1234)


def test_sarif_has_what_its_schema_requires(tmp_path: Path) -> None:
    """Version 2.1.0: version, runs, tool.driver.name, and a message for each result."""
    write(tmp_path, "import asyncpg\n")
    log = orjson.loads(sarif_report(check(tmp_path)))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "quintet check"
    ids = [each["id"] for each in driver["rules"]]
    assert ids == [each.card.id for each in all_rules()]
    assert all(each["shortDescription"]["text"] for each in driver["rules"])
    assert {each["defaultConfiguration"]["level"] for each in driver["rules"]} <= {
        "error",
        "warning",
    }
    (result,) = run["results"]
    assert result["ruleId"] in ids
    assert result["level"] == "error"
    assert "asyncpg" in result["message"]["text"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == USERS
    assert place["region"]["startLine"] == 1
    assert place["region"]["startColumn"] >= 1


def test_sarif_names_paths_as_addresses() -> None:
    """A blank or a percent sign in a path is escaped, as the schema wants a URI."""
    log = orjson.loads(sarif_report(_report(_AWKWARD)))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%2Cb%3Ac%25.py"


def test_json_says_everything(tmp_path: Path) -> None:
    """Findings, who answers for what, and counts."""
    write(
        tmp_path,
        "import asyncpg\nimport psycopg  # quintet: allow Q101 until 2027-03-31: it goes\n",
    )
    document = orjson.loads(json_report(check(tmp_path)))
    (finding,) = document["findings"]
    assert (finding["rule"], finding["severity"], finding["path"], finding["line"]) == (
        "Q101",
        "error",
        USERS,
        1,
    )
    assert finding["mends_itself"] is False
    (suppression,) = document["suppressions"]
    assert (suppression["until"], suppression["reason"]) == ("2027-03-31", "it goes")
    assert (document["in_baseline"], document["rules"]) == (0, 4)


def test_github_commands_are_escaped() -> None:
    """No line end ends a command early, and no comma begins a property."""
    assert github_report(_report(_AWKWARD)) == (
        "::error file=a%2Cb%3Ac%25.py,line=3,col=7,title=Q101::first line: 100 %25%0Asecond"
    )


def test_nothing_found_is_said_in_every_form() -> None:
    """Empty lists, no commands."""
    assert github_report(_report()) == ""
    assert orjson.loads(json_report(_report()))["findings"] == []
    assert orjson.loads(sarif_report(_report()))["runs"][0]["results"] == []
