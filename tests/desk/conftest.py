from pathlib import Path

import pytest

from assessment.bundle.officers import NOBODY
from assessment.desk import config, trust_changes
from tests.bundle.officers import ANNE, BRAM, CARO, of
from tests.desk.builders import Office, an_office
from tests.desk.towns import NOW, Town


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return an_office(tmp_path)


@pytest.fixture
def town(tmp_path: Path) -> Town:
    trust_changes.found(tmp_path, "amsterdam", of(ANNE, BRAM, CARO), NOW)
    return Town(tmp_path)


@pytest.fixture
def village(tmp_path: Path) -> Town:
    """A desk that is its own officer."""
    trust_changes.found(tmp_path, "amsterdam", NOBODY, NOW)
    (tmp_path / config.FILE).write_text(config.text("amsterdam"))
    return Town(tmp_path)
