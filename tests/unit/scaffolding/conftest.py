"""A house with a kitchen, made once and copied for each test."""

from pathlib import Path

import pytest

from tests.unit.scaffolding.small_platform import House, copied_house, small_house


@pytest.fixture(scope="session")
def built_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a platform, a newer one, and a project with a kitchen, all committed."""
    folder = tmp_path_factory.mktemp("built")
    small_house(folder).add_room("kitchen")
    return folder


@pytest.fixture
def house(built_house: Path, tmp_path: Path) -> House:
    """A copy of it."""
    return copied_house(built_house, tmp_path)
