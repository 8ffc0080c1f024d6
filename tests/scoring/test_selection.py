from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.items.design import Blueprint
from assessment.items.model import Item, Parameters
from assessment.scoring.irt import information
from assessment.scoring.selection import CANDIDATES, FIRST_CANDIDATES, Pool, Ranking, select
from tests.builders import an_item

ITEMS = [an_item(number / 4 - 3, id=f"item-{number}") for number in range(24)]
IDS = [item.id for item in ITEMS]
SEEN = st.sets(st.sampled_from(IDS))


def choose(
    items: Sequence[Item],
    seen: Collection[str],
    theta: float,
    seed: int,
    blueprint: Blueprint | None = None,
    least: float = 0.0,
) -> Item | None:
    """What is chosen from *items* after those called *seen*."""
    shown = [item for item in items if item.id in seen]
    return select(Pool.of(items, blueprint), theta, shown, seed, lambda item: item.id not in seen, least)


@given(theta=st.floats(-4, 4), seed=st.integers(0, 2**31), seen=SEEN)
def test_it_is_one_of_the_few_that_tell_most_and_never_a_seen_one(theta: float, seed: int, seen: set[str]) -> None:
    left = sorted((i for i in ITEMS if i.id not in seen), key=lambda item: -information(theta, item.parameters))
    few = FIRST_CANDIDATES if len(seen) < FIRST_CANDIDATES else CANDIDATES
    last = information(theta, left[:few][-1].parameters) if left else 0

    chosen = choose(ITEMS, seen, theta, seed)

    if chosen is None:
        assert not left
    else:
        assert chosen.id not in seen
        assert information(theta, chosen.parameters) >= last


@given(theta=st.floats(-4, 4), seed=st.integers(0, 2**31), shuffled=st.randoms())
def test_the_same_seed_gives_the_same_item_in_whatever_order(theta: float, seed: int, shuffled: object) -> None:
    items, seen = list(ITEMS), IDS[:3]
    shuffled.shuffle(items)
    shuffled.shuffle(seen)

    assert choose(items, seen, theta, seed) == choose(ITEMS, IDS[:3], theta, seed)


def test_all_five_have_their_turn_at_first() -> None:
    chosen = {choose(ITEMS, [], 0.0, seed) for seed in range(200)} - {None}

    assert len({item.id for item in chosen}) == FIRST_CANDIDATES


def test_later_it_is_one_of_three() -> None:
    chosen = {choose(ITEMS, IDS[:5], 0.0, seed) for seed in range(200)} - {None}

    assert len({item.id for item in chosen}) == CANDIDATES


def test_of_fewer_than_five_each_can_be_chosen() -> None:
    chosen = {choose(ITEMS[:2], [], 0.0, seed).id for seed in range(50)}

    assert chosen == {"item-0", "item-1"}


def test_when_all_are_seen_there_is_none() -> None:
    assert choose(ITEMS, IDS, 0.0, 1) is None


def test_an_item_without_parameters_is_never_chosen() -> None:
    assert choose([replace(an_item(), parameters=None)], [], 0.0, 1) is None


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
        chosen = choose(items, seen, 0.0, seed, blueprint)
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

    chosen = choose(items, [], theta, seed, BLUEPRINT)

    assert chosen is not None
    assert information(theta, chosen.parameters) >= information(theta, reading[FIRST_CANDIDATES - 1].parameters)
    assert chosen.domain == "reading"


def test_where_a_domain_has_no_items_left_the_others_go_on() -> None:
    items = [item for item in some_items(BLUEPRINT, 4) if item.domain != "reading" or item.id == "reading-0"]

    found = Counter(drawn(items, BLUEPRINT, len(items), 1))

    assert found == {"words": 4, "reading": 1, "structure": 4, "typed": 4}


@pytest.mark.parametrize("blueprint", [None, Blueprint((("speaking", 1.0),))])
def test_without_a_domain_to_choose_from_every_item_can_be_chosen(blueprint: Blueprint | None) -> None:
    chosen = {choose(ITEMS[:5], [], 0.0, seed, blueprint) for seed in range(100)} - {None}

    assert len({item.id for item in chosen}) == FIRST_CANDIDATES


# however large the bank

PARAMETERS = st.builds(
    Parameters,
    st.floats(-8, 8),
    st.floats(0.1, 4),
    st.sampled_from([0.0, 0.25, 0.5]),
) | st.builds(
    lambda steps, slope: Parameters(sum(steps) / len(steps), slope, 0.0, tuple(steps)),
    st.lists(st.floats(-4, 4), min_size=1, max_size=4),
    st.floats(0.1, 4),
)


@given(parameters=st.lists(PARAMETERS, max_size=40), theta=st.floats(-10, 10), count=st.integers(1, 6))
def test_the_ranking_finds_exactly_what_sorting_all_items_finds(
    parameters: list[Parameters], theta: float, count: int
) -> None:
    items = [replace(an_item(id=f"item-{turn:02}"), parameters=value) for turn, value in enumerate(parameters)]
    allowed = {item.id for item in items[::2]}
    by_hand = sorted(items[::2], key=lambda item: (-information(theta, item.parameters), item.id))

    found = Ranking(tuple((item, item.parameters) for item in items)).best(theta, count, lambda i: i.id in allowed)

    assert [item.id for _, item in found] == [item.id for item in by_hand[:count]]


def test_where_the_first_hundreds_may_not_come_a_later_one_does() -> None:
    items = [an_item(number / 1000, id=f"item-{number:03}") for number in range(900)]
    last = items[-1].id

    found = Ranking(tuple((item, item.parameters) for item in items)).best(0.0, 1, lambda item: item.id == last)

    assert [item.id for _, item in found] == [last]


def test_an_item_that_tells_too_little_is_not_chosen() -> None:
    easy = [an_item(-6.0, id="easy")]

    assert choose(easy, [], 2.0, 1, least=0.05) is None
    assert choose(easy, [], -5.0, 1, least=0.05) == easy[0]


def test_a_domain_whose_items_tell_too_little_gives_its_turn_away() -> None:
    items = [
        replace(an_item(-6.0, id="far"), domain="reading"),
        replace(an_item(1.0, id="near"), domain="words"),
    ]

    assert choose(items, [], 1.0, 1, Blueprint((("reading", 0.9), ("words", 0.1))), least=0.05) == items[1]
