from pathlib import Path

import pytest

from tests.desk.builders import Office, an_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return an_office(tmp_path)
