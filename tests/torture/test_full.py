from pathlib import Path

import pytest

from tests.torture import full, shim

pytestmark = pytest.mark.skipif(not shim.available(), reason=shim.MISSING)


@pytest.mark.slow
def test_nothing_is_called_saved_that_is_not_wherever_the_disk_runs_full(tmp_path: Path):
    tally = full.torture(tmp_path, seed=5, forms=3, starts=False)

    assert tally.forms.total() >= 6
    assert tally.held, str(tally)


@pytest.mark.torture
def test_of_sixty_forms_none_is_called_saved_that_is_not(tmp_path: Path):
    tally = full.torture(tmp_path, seed=60, forms=60)

    assert tally.held, str(tally)
