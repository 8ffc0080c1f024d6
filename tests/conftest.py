"""How properties are tried: few enough examples to run on every save, and no clock, because machines are busy."""

import pytest
from hypothesis import settings

settings.register_profile("quick", max_examples=25, deadline=None)
settings.load_profile("quick")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have browsers come last: their servers and drivers leave threads, and what forks wants to be alone."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None or "browser" in item.path.parts)
