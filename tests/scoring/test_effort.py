"""What stands out in times and places: each flag by an example, and none of them touches a level."""

from dataclasses import replace

import pytest

from assessment.items.model import Item, ItemBank, ScaleKind
from assessment.items.responses import ChoiceResponse, Response
from assessment.scoring.effort import effort, longest_run, pace, rapid_below
from assessment.scoring.profile import Sitting, profile
from assessment.scoring.profile_model import AbilityResult, Flag
from tests.builders import an_item, the_bank

ITEMS = [an_item(turn / 5 - 2, id=f"item-{turn:02}", key="a" if turn % 2 else "b") for turn in range(20)]
RIGHT = {item.id: ChoiceResponse(item.interaction.key) for item in ITEMS}


def flags(seconds: dict[str, float], responses: dict[str, Response] | None = None) -> list[Flag]:
    return list(pace(ITEMS, responses or RIGHT, {item.id: 6.0 for item in ITEMS} | seconds))


def test_somebody_who_takes_the_time_to_read_has_no_flag() -> None:
    assert flags({}) == []


def test_more_than_one_rapid_answer_in_ten_is_a_flag() -> None:
    assert flags({"item-00": 0.4, "item-01": 0.9}) == []
    assert flags({"item-00": 0.4, "item-01": 0.9, "item-02": 0.1}) == [Flag("quick", 3)]


@pytest.mark.parametrize(("usual", "below"), [(None, 1.0), (5.0, 1.0), (40.0, 4.0), (300.0, 10.0)])
def test_rapid_is_a_tenth_of_the_usual_time_between_one_and_ten_seconds(usual: float | None, below: float) -> None:
    assert rapid_below(replace(ITEMS[0], seconds=usual)) == below


def test_a_long_gap_is_counted() -> None:
    assert flags({"item-03": 301.0, "item-04": 900.0}) == [Flag("long_gap", 2)]


def test_the_same_place_eight_times_in_a_row_is_a_flag_unless_all_were_right() -> None:
    always_first = {item.id: ChoiceResponse("a") for item in ITEMS}
    keys_first = [replace(item, interaction=replace(item.interaction, key="a")) for item in ITEMS]

    assert flags({}, always_first) == [Flag("same_position", 20)]
    assert longest_run(keys_first, always_first) == 0


def test_without_times_nothing_is_said_of_effort() -> None:
    assert effort(ITEMS, {}) is None


def dutch(bank: ItemBank) -> list[Item]:
    """Twenty scored items with two or more choices of the Dutch section."""
    (section,) = (section for section in bank.sections if section.id == "dutch")
    return [item for item in section.items if isinstance(RESPONSE.get(item.id), ChoiceResponse)][:20]


RESPONSE = {
    item.id: ChoiceResponse(item.interaction.choices[turn % 4].id)
    for turn, item in enumerate(the_bank().items.values())
    if item.parameters is not None and len(getattr(item.interaction, "choices", ())) == 4
}


def test_no_flag_ever_changes_an_estimate_or_a_level() -> None:
    bank = the_bank()
    shown = [item.id for item in dutch(bank)]
    slow = Sitting({name: RESPONSE[name] for name in shown}, presented=frozenset(shown), order=tuple(shown))
    quick = replace(slow, seconds=dict.fromkeys(shown, 0.2))

    def ability(sitting: Sitting) -> AbilityResult:
        (scale,) = (scale.id for scale in bank.scales if scale.kind is ScaleKind.ABILITY)
        (found,) = (result for result in profile(bank, sitting).results if result.scale == scale)
        assert isinstance(found, AbilityResult)
        return found

    assert Flag("quick", 20) in ability(quick).flags
    assert replace(ability(quick), flags=()) == replace(ability(slow), flags=())


def test_who_quickly_says_i_dont_know_tells_the_truth() -> None:
    known = {item.id: RIGHT[item.id] for item in ITEMS[:5]}

    assert flags({item.id: 0.4 for item in ITEMS[5:]}, known) == []


def test_the_place_counts_and_not_the_name_of_the_choice() -> None:
    turned = replace(ITEMS[0].interaction, choices=ITEMS[0].interaction.choices[::-1])
    mixed = [replace(item, interaction=turned) if turn % 2 else item for turn, item in enumerate(ITEMS)]

    assert longest_run(mixed, {item.id: ChoiceResponse("a") for item in mixed}) == 1
    assert longest_run(mixed, {item.id: ChoiceResponse("ab"[turn % 2]) for turn, item in enumerate(mixed)}) == 20
