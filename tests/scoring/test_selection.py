from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.items.model import Blueprint, Item
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


# content balance

BLUEPRINT = Blueprint((("words", 0.3), ("reading", 0.4), ("structure", 0.2), ("typed", 0.1)))


def some_items(blueprint: Blueprint, of_each: int) -> list[Item]:
    """So many items in each domain of *blueprint*, from easy to hard."""
    return [
        replace(an_item(number / 4 - 3, id=f"{domain}-{number}"), domain=domain)
        for domain, _ in blueprint.shares
        for number in range(of_each)
    ]


def drawn(items: list[Item], blueprint: Blueprint, count: int, seed: int) -> list[str | None]:
    """The domains of the first *count* items of a test."""
    seen: list[str] = []
    domains: list[str | None] = []
    for _ in range(count):
        chosen = select(items, seen, 0.0, seed, blueprint)
        assert chosen is not None
        seen.append(chosen.id)
        domains.append(chosen.domain)
    return domains


def strays(domains: list[str | None], blueprint: Blueprint) -> float:
    """How many items some domain was ever away from its share."""
    return max(
        abs(Counter(domains[:turn])[domain] - share * turn)
        for turn in range(1, len(domains) + 1)
        for domain, share in blueprint.shares
    )


@given(seed=st.integers(0, 2**31))
def test_a_blueprint_keeps_each_share_within_one_item(seed: int) -> None:
    assert strays(drawn(some_items(BLUEPRINT, 12), BLUEPRINT, 20, seed), BLUEPRINT) <= 1


@given(weights=st.lists(st.integers(1, 9), min_size=2, max_size=3))
def test_whatever_the_shares_are_no_domain_is_more_than_one_item_away(weights: list[int]) -> None:
    shares = tuple((f"domain-{turn}", weight / sum(weights)) for turn, weight in enumerate(weights))

    assert strays(drawn(some_items(Blueprint(shares), 15), Blueprint(shares), 15, 1), Blueprint(shares)) <= 1


@given(theta=st.floats(-4, 4), seed=st.integers(0, 2**31))
def test_within_its_domain_it_is_one_of_the_five_that_tell_most(theta: float, seed: int) -> None:
    items = some_items(BLUEPRINT, 12)
    reading = sorted((i for i in items if i.domain == "reading"), key=lambda i: -information(theta, i.parameters))

    chosen = select(items, [], theta, seed, BLUEPRINT)

    assert chosen is not None
    assert information(theta, chosen.parameters) >= information(theta, reading[CANDIDATES - 1].parameters)
    assert chosen.domain == "reading"


def test_where_a_domain_has_no_items_left_the_others_go_on() -> None:
    items = [item for item in some_items(BLUEPRINT, 4) if item.domain != "reading" or item.id == "reading-0"]

    found = Counter(drawn(items, BLUEPRINT, len(items), 1))

    assert found == {"words": 4, "reading": 1, "structure": 4, "typed": 4}


@pytest.mark.parametrize("blueprint", [None, Blueprint((("speaking", 1.0),))])
def test_without_a_domain_to_choose_from_every_item_can_be_chosen(blueprint: Blueprint | None) -> None:
    chosen = {select(ITEMS[:5], [], 0.0, seed, blueprint) for seed in range(100)} - {None}

    assert len({item.id for item in chosen}) == CANDIDATES
