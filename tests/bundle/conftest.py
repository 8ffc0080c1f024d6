"""A bundle that is in order."""

import pytest

from tests.bundle.builders import a_place, some_contents


@pytest.fixture(scope="module")
def bundle():
    return a_place().sealed(some_contents())
