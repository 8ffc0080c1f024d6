from pathlib import Path

import pytest

from tests.torture.kill import torture


@pytest.mark.slow
def test_no_acknowledged_answer_is_missing_after_a_few_kills(tmp_path: Path):
    tally = torture(tmp_path, kills=4, seed=2, clients=2)

    assert tally.kills == 4
    assert tally.held, str(tally)


@pytest.mark.torture
def test_no_acknowledged_answer_is_missing_after_fifty_kills(tmp_path: Path):
    tally = torture(tmp_path, kills=50, seed=50)

    assert tally.kills == 50
    assert tally.held, str(tally)
