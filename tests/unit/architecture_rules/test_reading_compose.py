"""Compose files as people write them."""

from pathlib import Path

from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.compose import ComposeService, compose_services, words_of
from architecture_rules.reading.yaml_lines import read_yaml


def _services(folder: Path, **texts: str) -> dict[tuple[str, str], ComposeService]:
    files: list[SourceFile] = []
    for name, text in texts.items():
        path = f"deploy/{name}.yaml"
        (folder / "deploy").mkdir(exist_ok=True)
        (folder / path).write_text(text, "utf-8")
        files.append(SourceFile(folder, path, None))
    return {(each.path, each.name): each for each in compose_services(files)}


def test_merged_settings_stand_where_they_are_written(tmp_path: Path) -> None:
    """A service's own win over those that it merges; of a list of merges, the first."""
    found = _services(
        tmp_path,
        compose=(
            "x-one: &one\n  restart: always\n  user: '1'\n"
            "x-two: &two {user: '2', image: two}\n"
            "services:\n  redis:\n    <<: [*one, *two]\n    image: redis:7\n"
        ),
    )
    redis = found["deploy/compose.yaml", "redis"]
    assert {key: (each.text, each.line) for key, each in redis.fields.items()} == {
        "restart": ("always", 2),
        "user": ("1", 3),
        "image": ("redis:7", 8),
    }


def test_services_have_what_they_extend(tmp_path: Path) -> None:
    """In the same file and in others; what is extended is not looked at by itself."""
    found = _services(
        tmp_path,
        compose=(
            "services:\n"
            "  cache:\n    extends: {file: servers.yaml, service: redis}\n"
            "    environment: {B: '2'}\n"
            "  other:\n    extends: cache\n"
        ),
        servers="services:\n  redis:\n    image: redis:7\n    environment: {A: '1'}\n",
    )
    assert found.keys() == {("deploy/compose.yaml", "other")}
    (other,) = found.values()
    assert [(each.name, each.value) for each in other.environment] == [("A", "1"), ("B", "2")]
    assert other.image is not None
    assert other.image.text == "redis:7"


def test_both_forms_of_lists_and_mappings_are_read(tmp_path: Path) -> None:
    """Environments and networks may be either, commands text or list."""
    found = _services(
        tmp_path,
        compose=(
            "services:\n  one:\n    image: a:1\n    environment: [A=1, B]\n"
            "    networks: {inner: {}}\n    command: [run, it]\n"
            "  two:\n    image: a:1\n    environment: {A: 1}\n    networks: [inner]\n"
            "    command: run it\n"
        ),
    )
    one, two = found.values()
    assert [(each.name, each.value) for each in one.environment] == [("A", "1"), ("B", "")]
    assert [(each.name, each.value) for each in two.environment] == [("A", "1")]
    assert one.networks == two.networks == {"inner"}
    assert words_of(one.fields["command"]) == words_of(two.fields["command"]) == "run it"


def test_overrides_and_other_yaml_are_left_out(tmp_path: Path) -> None:
    """An override describes no service in whole; a pipeline has services of its own kind."""
    found = _services(
        tmp_path,
        override="services:\n  redis:\n    ports: ['6379:6379']\n",
        pipeline="services: [postgres]\njobs: {}\n",
        empty="",
        broken="services:\n  a: [\n",
        number="services: 4\n",
    )
    assert found == {}


def test_what_holds_itself_is_read_to_an_end(tmp_path: Path) -> None:
    """An anchor within itself, and services that extend each other."""
    read_yaml("a: &a\n  b: *a\n")
    found = _services(
        tmp_path,
        compose=(
            "services:\n  a:\n    image: a:1\n    extends: b\n"
            "  b:\n    image: b:1\n    extends: a\n"
            "  c:\n    image: c:1\n    extends: c\n"
        ),
    )
    assert {name for _, name in found} == {"c"}
