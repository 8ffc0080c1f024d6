"""The short version of `python -m tests.proof.flips`: what matters most, and a sample of the rest."""

import pytest

from tests.proof.flips import around_the_text, bundles, flips, run, truncations
from tests.proof.scene import a_scene
from tests.proof.watch import watch


@pytest.mark.parametrize(
    "cases",
    [around_the_text, lambda data: flips(data, 101), lambda data: truncations(data, 13)],
    ids=["around the text", "a sample of flips", "a sample of truncations"],
)
def test_no_changed_bundle_is_accepted(cases) -> None:
    (data,) = bundles(range(1))

    tally = watch("a sample", 0, cases(data), a_scene().verdict)

    assert tally.held, str(tally)


@pytest.mark.torture
def test_no_flip_of_a_whole_bundle_is_accepted() -> None:
    tally = run(0, range(1))

    assert tally.cases == 9 * 16_384
    assert tally.held, str(tally)
