"""The short versions of the scripts that change things by chance: the same cases, far fewer of them."""

from collections.abc import Callable

import pytest

from tests.proof import bank_mutations, behind, mutations, paper_mutations, store_mutations
from tests.proof.watch import ACCEPTED, Tally

Run = Callable[[int, range], Tally]


@pytest.mark.parametrize(
    ("run", "count"),
    [
        (mutations.run, 4000),
        (behind.run, 2000),
        (store_mutations.run, 2000),
        (paper_mutations.run, 1000),
        (bank_mutations.run, 150),
    ],
)
def test_a_few_changes_do_no_harm(run: Run, count: int) -> None:
    tally = run(5, range(count))

    assert tally.cases > 0.9 * count
    assert tally.held, str(tally)


def test_changes_reach_what_lies_behind_every_check() -> None:
    tally = behind.run(5, range(1500))

    assert tally.answers[ACCEPTED] > 20
    assert tally.answers["incoherent"] > 20
    assert any(code.startswith("at a desk") for code in tally.answers)


@pytest.mark.torture
@pytest.mark.parametrize(
    ("run", "count"),
    [
        (mutations.run, 1_000_000),
        (behind.run, 1_000_000),
        (store_mutations.run, 1_000_000),
        (paper_mutations.run, 1_000_000),
        (bank_mutations.run, 100_000),
    ],
)
def test_a_million_changes_do_no_harm(run: Run, count: int) -> None:
    tally = run(7391, range(count))

    assert tally.held, str(tally)
