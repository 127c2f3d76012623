"""The world that tests of identity share."""

import pytest

from tests.unit.business_hexagon.memory.identity_world import IdentityWorld


@pytest.fixture
def world() -> IdentityWorld:
    """Ada has an account; nobody is logged in."""
    return IdentityWorld()
