"""A member that the import contracts do not list is one that they say nothing about."""

import configparser
import tomllib

import pytest

from tests.architecture.tracked_files import ROOT

_MEMBERS = {path.parent.name for path in ROOT.glob("[pqs]*/*/pyproject.toml")}
_PROCESSES = {path.parent.name for path in ROOT.glob("s*/*/pyproject.toml")}


def _kinds() -> dict[str, str]:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf_8")
    declared: dict[str, str] = tomllib.loads(text)["tool"]["quintet"]["services"]
    return declared


def _listed(contract: str, key: str) -> set[str]:
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf_8")
    section = f"importlinter:contract:{contract}" if contract else "importlinter"
    return set(parser[section][key].split())


def _of_kinds(*kinds: str) -> set[str]:
    return {name for name, kind in _kinds().items() if kind in kinds}


def test_every_package_is_read() -> None:
    """The graph is made of these, and of nothing else."""
    assert _listed("", "root_packages") >= _MEMBERS | {"quintet_cli"}


@pytest.mark.parametrize(
    ("contract", "key"),
    [
        ("processes_never_meet", "modules"),
        ("packages_know_no_process", "forbidden_modules"),
        ("nobody_needs_the_check", "source_modules"),
    ],
)
def test_every_process_is_in_the_contracts_of_processes(contract: str, key: str) -> None:
    """Services and sandboxes alike."""
    assert _listed(contract, key) >= _PROCESSES


@pytest.mark.parametrize(
    ("contract", "kinds"),
    [
        ("no_database_in_business_services", ("api", "bot", "worker")),
        ("data_services_hold_no_business", ("data",)),
        ("one_framework_for_each_process", ("api", "worker", "data")),
    ],
)
def test_every_service_is_in_the_contracts_of_its_kind(
    contract: str, kinds: tuple[str, ...]
) -> None:
    """As `[tool.quintet.services]` declares it."""
    assert _listed(contract, "source_modules") >= _of_kinds(*kinds)


def test_every_package_is_kept_from_processes() -> None:
    """A package that is not listed might import a service, and nobody would see it."""
    packages = {path.parent.name for path in ROOT.glob("packages/*/pyproject.toml")}
    assert _listed("packages_know_no_process", "source_modules") >= packages
