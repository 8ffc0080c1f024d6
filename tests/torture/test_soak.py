from pathlib import Path

import pytest

from tests.torture.soak import torture


@pytest.mark.torture
@pytest.mark.parametrize("alone", [False, True])
def test_for_a_while_nothing_grows_and_nothing_is_lost(tmp_path: Path, alone: bool):
    tally = torture(tmp_path, minutes=1, seed=20, alone=alone)

    assert tally.held, str(tally)
