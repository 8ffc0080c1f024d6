from pathlib import Path

import pytest

from tests.torture import power, shim, torn
from tests.torture.cuts import Plan, anything, anywhere

pytestmark = pytest.mark.skipif(not shim.available(), reason=shim.MISSING)


SHORT = Plan(anywhere, anything, answers=16)


@pytest.mark.slow
def test_a_power_cut_loses_nothing_that_was_acknowledged_and_would_without_full_syncs(tmp_path: Path):
    result = power.torture(tmp_path, cuts=12, seed=4, clients=(2, 1), plan=SHORT, control=SHORT)

    assert result.careful.cuts == 12
    assert result.held, str(result)


@pytest.mark.torture
def test_sixty_power_cuts_lose_nothing_that_was_acknowledged(tmp_path: Path):
    result = power.torture(tmp_path, cuts=60, seed=60)

    assert result.held, str(result)


@pytest.mark.torture
def test_thirty_torn_writes_damage_nothing(tmp_path: Path):
    result = torn.torture(tmp_path, torn=30, seed=30)

    assert result.tally.torn.total() >= 30
    assert result.held, str(result)
