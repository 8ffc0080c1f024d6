"""Bundles that were lost on the way are named to the number, whatever arrived and in whatever order."""

import random
from dataclasses import replace
from hashlib import sha256

import pytest

from assessment.bundle.numbering import Arrival, Key, rows

TRIALS = 1_000


def a_row(count, first=1, previous="", seed="kiosk"):
    """A kiosk's bundles with the numbers from *first* on, each naming the one before."""
    made = []
    for number in range(first, first + count):
        digest = sha256(f"{seed} {number}".encode()).hexdigest()
        made.append(Arrival(number, frozenset({digest}), previous))
        previous = digest
    return made


def numbers(row):
    return [number for first, last in row.missing for number in range(first, last + 1)]


@pytest.mark.parametrize("seed", range(TRIALS // 100))
def test_whatever_is_lost_is_named_exactly(seed):
    chance = random.Random(seed)
    for _ in range(100):
        sealed = a_row(chance.randrange(0, 60))
        lost = {one.sequence for one in sealed if chance.random() < chance.choice((0.05, 0.5, 0.95))}
        arrived = [one for one in sealed if one.sequence not in lost]
        arrived += chance.choices(arrived, k=len(arrived) // 3) if arrived else []
        chance.shuffle(arrived)
        # the last ones are known through a manifest, or not at all
        told = chance.random() < 0.5
        last = len(sealed) if told else 0
        known = last or max((one.sequence for one in arrived), default=0)

        (row,) = rows([Key("a", tuple(dict.fromkeys(arrived)), last)])

        assert numbers(row) == sorted(number for number in lost if number <= known)
        assert row.highest == known
        assert row.breaks == []


def test_a_row_goes_on_under_a_new_key():
    old = a_row(4)
    new = a_row(3, first=6, previous="ab" * 32)

    (row,) = rows([Key("old", tuple(old)), Key("new", tuple(new))])

    assert (row.highest, row.missing, row.breaks) == (8, [(5, 5)], [])


def test_a_kiosk_that_lost_its_database_begins_a_row_of_its_own():
    first, second = rows([Key("old", tuple(a_row(4))), Key("new", tuple(a_row(3, seed="again")[1:]))])

    assert (first.highest, first.missing) == (4, [])
    assert (second.highest, second.missing) == (3, [(1, 1)])


def test_a_new_key_that_was_not_used_yet_changes_nothing():
    (row,) = rows([Key("old", tuple(a_row(4))), Key("new")])

    assert (row.highest, row.missing) == (4, [])


def test_the_last_one_that_only_the_manifest_knows_is_missing():
    (row,) = rows([Key("a", tuple(a_row(2)), last=3)])

    assert row.missing == [(3, 3)]


def test_a_bundle_that_names_another_before_it_breaks_the_row():
    one, two, three = a_row(3)

    (row,) = rows([Key("a", (one, replace(two, previous="cd" * 32), three))])

    assert row.breaks == [2]


def test_a_first_bundle_that_names_one_before_it_breaks_the_row():
    (row,) = rows([Key("a", (Arrival(1, frozenset({"ab" * 32}), "cd" * 32),))])

    assert row.breaks == [1]


def test_somebody_who_withdrew_leaves_no_gap_and_breaks_nothing():
    one, two, three = a_row(3)
    withdrawn = replace(two, names=two.names | {"ef" * 32})

    (row,) = rows([Key("a", (one, withdrawn, three))])

    assert (row.missing, row.breaks) == ([], [])


def test_a_bundle_without_a_word_about_the_one_before_breaks_the_row():
    one, two = a_row(2)

    (row,) = rows([Key("a", (one, replace(two, previous="")))])

    assert row.breaks == [2]


def test_a_kiosk_that_claims_a_number_beyond_all_reason_costs_nothing():
    (row,) = rows([Key("a", tuple(a_row(2)), last=2**53 - 1)])

    assert row.missing == [(3, 2**53 - 1)]


def test_what_came_in_before_digests_were_kept_breaks_nothing():
    one, two = a_row(2)

    (row,) = rows([Key("a", (replace(one, names=frozenset()), two))])

    assert row.breaks == []


def test_contents_that_a_list_names_otherwise_are_told():
    one, two = a_row(2)
    listed = {1: one.names, 2: frozenset({"cd" * 32})}

    (row,) = rows([Key("a", (one, two), 2, listed)])

    assert row.others == [2]
