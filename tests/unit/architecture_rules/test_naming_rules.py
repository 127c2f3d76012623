"""Rules of naming at their borders: what others chose, what only looks like a name."""

from datetime import date
from pathlib import Path

import pytest
from architecture_rules.card import Example
from architecture_rules.example_project import expected_lines, write_example
from architecture_rules.finding import Finding
from architecture_rules.running.mending import mend
from architecture_rules.running.whole_check import check_folder

_API = "services/api_service/api_service/interface/http/routes.py"
_PG = "services/db_postgres_service/db_postgres_service/infrastructure/tables.py"
_MONGO = "services/db_mongo_service/db_mongo_service/infrastructure/views.py"
_CLI = "services/worker_service/worker_service/__main__.py"
_MEMBER = "services/api_service/pyproject.toml"
_FOREIGN = (
    '[project]\nname = "shop"\nversion = "0.1.0"\n\n[tool.uv.workspace]\n'
    'members = ["services/*"]\n\n[tool.quintet.services]\napi_service = "api"\n\n'
    '[[tool.quintet.foreign_names]]\npattern = "chargeId"\nreason = "the gateway calls it so"\n\n'
    '[[tool.quintet.foreign_names]]\npattern = "k8s-*"\nreason = "Kubernetes"\n'
)


def _found(rule_id: str, example: Example, folder: Path) -> list[Finding]:
    write_example(example, folder)
    today = date(2026, 11, 23)
    report = check_folder(folder, today, rule_ids=frozenset({rule_id}), remember=False)
    return report.findings


@pytest.mark.parametrize(
    ("rule_id", "path", "text"),
    [
        ("Q405", _API, 'client.get("/their-path")\nanswer.headers.get("x-y")\n'),
        ("Q405", _API, '@app.get(path)\ndef show() -> None: ...\napp.mount("static-x", files)\n'),
        ("Q405", _API, 'Route("/.well-known/openid-configuration", show)\n'),
        ("Q405", _API, 'Mount("/static-files", files)  # <- here\n'),
        ("Q405", _API, 'router = APIRouter(prefix="/order-lines")  # <- here\n'),
        ("Q405", _API, '@app.get("/x", operation_id="getX")  # <- here\ndef x() -> None: ...\n'),
        ("Q405", _API, '@app.get("/{x:path}/{y_z}.json")\ndef x() -> None: ...\n'),
        ("Q406", _API, 'Header(alias="X-Request-ID")\nField(alias="from")\nField(alias="$ref")\n'),
        ("Q406", _API, 'JSONResponse({"order": {"orderId": 1}})  # <- here\n'),
        ("Q406", _API, "ConfigDict(alias_generator=to_camel)  # <- here\n"),
        ("Q406", _API, 'Field(validation_alias=AliasChoices("a", "b-c"))  # <- here\n'),
        ("Q407", _API, 'bind(routing_key=f"{kind}.*")\nbind(queue="amq.rabbitmq.reply-to")\n'),
        ("Q407", _API, 'bind(routing_key="order-created")  # <- here\n'),
        ("Q407", _API, 'ARGUMENTS = {"x-dead-letter-exchange": "dead-letters"}  # <- here\n'),
        ("Q408", _API, 'publish_event("batch.started")\npublish_event("mail.sent")\n'),
        ("Q408", _API, 'MATCH = {"event_type": "$event_type"}\nadd(event_type=f"{kind}.{what}")\n'),
        ("Q408", _API, 'class A:\n    event_type: Literal["a.done", "a.do"]  # <- here\n'),
        ("Q408", _API, 'def row(x, event_type): ...\nrow(1, "orderPaid")  # <- here\n'),
        ("Q409", _PG, 'op.execute("SELECT total AS \\"Total\\" FROM orders")\n'),
        ("Q409", _PG, 'Enum("in-transit", "Arrived", name="delivery")\nColumn("a_1", Uuid)\n'),
        (
            "Q409",
            _PG,
            'op.execute("""\nCREATE TABLE orders (\n  "orderId" uuid  # <- here\n)""")\n',
        ),
        ("Q409", _PG, 'class Order(Base):\n    __tablename__ = "shopOrders"  # <- here\n'),
        ("Q409", "deploy/roles.sql", '-- CREATE ROLE "Not-This";\nCREATE ROLE quintet;\n'),
        ("Q410", _MONGO, 'views.aggregate([{"$dateTrunc": {"binSize": 1}}])\nheaders["X-Y"]\n'),
        ("Q410", _MONGO, 'views.update_one({}, {"$set": {"page": {"openedAt": 1}}})  # <- here\n'),
        ("Q410", _MONGO, 'FIELD = {"bsonType": "object", "properties": {"aB": {}}}  # <- here\n'),
        ("Q410", _MONGO, 'IndexModel([("page", 1)], name="by-page")  # <- here\n'),
        ("Q412", _API, 'import os\nos.getenv("http_proxy")\nos.environ[name]\n'),
        ("Q412", _API, 'import os\nos.environ["log-level"]  # <- here\n'),
        ("Q412", "deploy/compose.yaml", "services:\n  a:\n    command: echo $${lower}\n"),
        ("Q413", "Makefile", "A-B := 1\nout/a-b.txt: x\n\tcurl -H a-b: c\nVAR-x ?= 2\n"),
        ("Q413", _CLI, 'import re\nparser.add_argument("--not-ours")\n'),
        ("Q413", _CLI, 'import argparse\nparser.add_argument("--warm-up")  # <- here\n'),
        (
            "Q413",
            _CLI,
            (
                "import typer\ndef run(\n"
                "    dry_run: Annotated[bool, typer.Option(help='x')],  # <- here\n"
                "    so_far: Annotated[bool, typer.Option('--so_far')],\n) -> None: ...\n"
            ),
        ),
    ],
)
def test_names_what_is_ours_and_nothing_else(
    rule_id: str, path: str, text: str, tmp_path: Path
) -> None:
    """The marked lines, and no others."""
    example = Example({path: text})
    found = {(each.path, each.line) for each in _found(rule_id, example, tmp_path)}
    assert found == expected_lines(example)


def test_a_project_declares_what_others_call_their_things(tmp_path: Path) -> None:
    """Files and fields alike; what it does not declare is still named."""
    example = Example(
        {
            "pyproject.toml": _FOREIGN,
            "deploy/k8s-base/app.yaml": "kind: Deployment\n",
            "deploy/other-base/app.yaml": "kind: Deployment\n",
            _API: 'Field(alias="chargeId")\nField(alias="refundId")\n',
        }
    )
    messages = [each.message for each in _found("Q401", example, tmp_path)]
    assert messages == ["deploy/other-base is not written with underscores"]
    messages = [each.message for each in _found("Q406", example, tmp_path)]
    assert messages == ["the field refundId wants to be refund_id"]


@pytest.mark.parametrize(
    "path", ["docs/pt-BR.md", "docs/CODE_OF_CONDUCT.md", ".gitlab-ci.yml", "x/package-lock.json"]
)
def test_paths_that_others_chose_are_left(path: str, tmp_path: Path) -> None:
    """The built-in list."""
    assert _found("Q401", Example({path: "x\n"}), tmp_path) == []


def test_a_folder_is_named_once(tmp_path: Path) -> None:
    """Not once for each of its files."""
    example = Example({"docs/my-notes/a.md": "a\n", "docs/my-notes/b.md": "b\n"})
    assert [each.path for each in _found("Q401", example, tmp_path)] == ["docs/my-notes/a.md"]


def test_a_hyphen_in_a_projects_name_is_mended(tmp_path: Path) -> None:
    """Its own name and those of its neighbours; those of others and comments stay."""
    text = (
        "[project]\nname = 'api-service'  # not api-service\nversion = \"0.1.0\"\n"
        'dependencies = ["message-bus>=1", "message-bus-extra", "aio-pika"]\n\n'
        "[tool.uv.sources]\nmessage-bus = { workspace = true }\n"
    )
    found = _found("Q414", Example({_MEMBER: text}), tmp_path)
    mend(tmp_path, found)
    assert (tmp_path / _MEMBER).read_text("utf-8") == (
        "[project]\nname = 'api_service'  # not api-service\nversion = \"0.1.0\"\n"
        'dependencies = ["message_bus>=1", "message-bus-extra", "aio-pika"]\n\n'
        "[tool.uv.sources]\nmessage_bus = { workspace = true }\n"
    )


@pytest.mark.parametrize(
    ("rule_id", "path", "text"),
    [
        ("Q403", "pyproject.toml", "tool.ruff = 4\n"),
        ("Q411", "deploy/compose.yaml", "services: [a]\nvolumes: x\nname: [1]\n"),
        ("Q412", "services/api_service/Dockerfile", "ENV\nFROM\nENV\nARG\nCMD\n"),
        ("Q414", _MEMBER, "project = 3\n"),
        ("Q416", "deploy/compose.yaml", "services:\n  a: &x\n    build: *x\n    image: {}\n"),
    ],
)
def test_unusual_files_are_no_error(rule_id: str, path: str, text: str, tmp_path: Path) -> None:
    """A rule says something or nothing, but does not raise."""
    assert {each.rule_id for each in _found(rule_id, Example({path: text}), tmp_path)} <= {rule_id}
