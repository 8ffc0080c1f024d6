from pathlib import Path

import pytest

from tests.torture.flips import torture


@pytest.mark.slow
def test_a_damaged_database_shows_and_exports_nothing_wrong(tmp_path: Path):
    tally = torture(tmp_path, flips=20, seed=1, sample=30)

    assert tally.started == 22
    assert tally.held, str(tally)


@pytest.mark.torture
def test_five_hundred_damaged_databases_show_and_export_nothing_wrong(tmp_path: Path):
    tally = torture(tmp_path, flips=500, seed=500)

    assert tally.held, str(tally)
