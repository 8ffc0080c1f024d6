from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assessment.scoring.irt import information
from assessment.scoring.selection import CANDIDATES, select
from tests.builders import an_item

ITEMS = [an_item(number / 4 - 3, id=f"item-{number}") for number in range(24)]
IDS = [item.id for item in ITEMS]
SEEN = st.sets(st.sampled_from(IDS))


@given(theta=st.floats(-4, 4), seed=st.integers(0, 2**31), seen=SEEN)
def test_it_is_one_of_the_five_that_tell_most_and_never_a_seen_one(theta: float, seed: int, seen: set[str]) -> None:
    left = sorted((i for i in ITEMS if i.id not in seen), key=lambda item: -information(theta, item.parameters))
    fifth = information(theta, left[:CANDIDATES][-1].parameters) if left else 0

    chosen = select(ITEMS, seen, theta, seed)

    if chosen is None:
        assert not left
    else:
        assert chosen.id not in seen
        assert information(theta, chosen.parameters) >= fifth


@given(theta=st.floats(-4, 4), seed=st.integers(0, 2**31), shuffled=st.randoms())
def test_the_same_seed_gives_the_same_item_in_whatever_order(theta: float, seed: int, shuffled: object) -> None:
    items, seen = list(ITEMS), IDS[:3]
    shuffled.shuffle(items)
    shuffled.shuffle(seen)

    assert select(items, seen, theta, seed) == select(ITEMS, IDS[:3], theta, seed)


def test_all_five_have_their_turn() -> None:
    chosen = {select(ITEMS, [], 0.0, seed) for seed in range(200)} - {None}

    assert len({item.id for item in chosen}) == CANDIDATES


def test_of_fewer_than_five_each_can_be_chosen() -> None:
    chosen = {select(ITEMS[:2], [], 0.0, seed).id for seed in range(50)}

    assert chosen == {"item-0", "item-1"}


def test_when_all_are_seen_there_is_none() -> None:
    assert select(ITEMS, IDS, 0.0, 1) is None


def test_an_item_without_parameters_is_never_chosen() -> None:
    assert select([replace(an_item(), parameters=None)], [], 0.0, 1) is None
