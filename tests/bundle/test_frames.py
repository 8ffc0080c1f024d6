"""Codes of a sheet: in any order, as often as they are seen, and never two sheets as one."""

from itertools import permutations
from secrets import token_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.bundle import frames
from assessment.bundle.frames import FrameError, MixedFrames, NotAFrame, OtherPage, capacity
from tests.bundle.paper_builders import read

ALPHANUMERIC = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


def a_token(count: int = 3) -> bytes:
    return token_bytes(capacity(count))


def named_alike(count: int = 2) -> tuple[list[str], list[str]]:
    """The codes of two tokens that have one name: among 2^20 names, the first two that are alike."""
    seen: dict[str, list[str]] = {}
    while True:
        codes = frames.cut(a_token(count))
        name = codes[0][4:8]
        if name in seen:
            return seen[name], codes
        seen[name] = codes


def test_each_code_is_as_full_as_a_code_of_version_20_gets():
    for count in range(1, 10):
        codes = frames.cut(a_token(count))

        assert len(codes) == count
        assert {len(code) for code in codes} == {frames.SIGNS}
        assert set("".join(codes)) <= ALPHANUMERIC


@pytest.mark.parametrize("size", [0, 1, capacity(3) - 1, capacity(3) + 1, capacity(9) + frames.SHARE])
def test_a_token_that_does_not_fill_its_codes_is_not_cut(size: int):
    with pytest.raises(ValueError, match=f"found a token of {size} bytes"):
        frames.cut(bytes(size))


def test_codes_are_read_in_any_order():
    token = a_token()

    for order in permutations(frames.cut(token)):
        assert frames.join(read(*order)) == token


@given(st.integers(1, 9).flatmap(lambda count: st.tuples(st.just(count), st.lists(st.integers(1, count), max_size=30))))
def test_what_is_missing_is_named_however_often_a_code_is_seen(seen: tuple[int, list[int]]):
    count, numbers = seen
    codes = frames.cut(a_token(count))

    reading = read(*(codes[number - 1] for number in numbers))

    assert reading.read == tuple(sorted(set(numbers)))
    assert reading.complete == (len(set(numbers)) == count)
    if numbers:
        assert reading.count == count
        assert reading.missing == tuple(sorted(set(range(1, count + 1)) - set(numbers)))


@given(st.text(alphabet=sorted(ALPHANUMERIC), max_size=980) | st.text(max_size=40))
def test_what_others_write_in_codes_is_not_ours(text: str):
    with pytest.raises(NotAFrame):
        frames.parse(text)


@given(st.integers(0, frames.SIGNS - 1), st.sampled_from([*sorted(ALPHANUMERIC), "", "a", "é"]))
def test_a_code_that_was_changed_anywhere_never_makes_another_token(place: int, sign: str):
    codes = frames.cut(a_token(2))
    changed = codes[0][:place] + sign + codes[0][place + 1 :]
    if changed == codes[0]:
        return

    with pytest.raises((FrameError, ValueError)):
        frames.join(read(changed, codes[1]))


def test_a_code_of_another_sheet_is_refused_and_changes_nothing():
    first, other = frames.cut(a_token(3)), frames.cut(a_token(3))
    reading = read(first[0])

    with pytest.raises(OtherPage):
        frames.add(reading, other[1])
    assert (reading.read, reading.missing) == ((1,), (2, 3))


def test_sheets_with_the_same_name_are_told_apart():
    one, two = named_alike()

    with pytest.raises(MixedFrames, match="two different codes 1 of 2"):
        read(one[0], two[0])
    with pytest.raises(MixedFrames, match="do not fit together"):
        frames.join(read(one[0], two[1]))


def test_nothing_is_joined_before_it_is_complete():
    with pytest.raises(ValueError, match="found 1 codes, expected 3"):
        frames.join(read(frames.cut(a_token(3))[2]))
    with pytest.raises(ValueError, match="found 0 codes"):
        frames.join(frames.NOTHING)


def test_a_number_above_the_count_is_no_code():
    code = frames.cut(a_token(2))[0]

    with pytest.raises(NotAFrame):
        frames.parse(code.replace(":1/2:", ":3/2:"))
