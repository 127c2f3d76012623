"""A setting that the catalogue does not name would silently never reach its process."""

from importlib import import_module

import pytest
from pydantic_settings import BaseSettings
from quintet_cli.supervision.process_catalogue import PROCESSES
from quintet_cli.supervision.process_definition import ProcessDefinition


@pytest.mark.parametrize("definition", PROCESSES, ids=lambda each: each.name)
def test_every_setting_of_a_process_is_passed_on(definition: ProcessDefinition) -> None:
    """What a settings class reads is among the variables that its process is given."""
    module = import_module(f"{definition.name}.settings")
    classes = [
        each
        for each in vars(module).values()
        if isinstance(each, type)
        and issubclass(each, BaseSettings)
        and each.__module__ == module.__name__
    ]
    assert classes
    read = {field.upper() for each in classes for field in each.model_fields}
    assert read - set(definition.variables) == set()
