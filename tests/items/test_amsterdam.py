"""What the bank of the kiosk must hold, whatever else its authors change."""

from collections import Counter
from typing import get_args

from assessment.items.interactions import Choice, Information, Interaction, Rating
from assessment.items.model import Delivery
from assessment.storage import banks
from tests.builders import the_bank


def section(name: str) -> list:
    return [item for s in the_bank().sections if s.id == name for item in s.items if not item.practice]


def test_it_is_in_order() -> None:
    bank, problems = banks.check(banks.built_in("amsterdam"))

    assert problems == []
    assert bank == the_bank()


def test_it_has_at_least_twenty_four_scored_dutch_items() -> None:
    scored = [item for item in section("dutch") if item.parameters and item.interaction.key]

    assert len(scored) >= 24
    assert {s.delivery for s in the_bank().sections if s.id == "dutch"} == {Delivery.ADAPTIVE}


def test_the_dutch_items_reach_from_before_a1_to_a2() -> None:
    assert {item.worksheet.level for item in section("dutch")} >= {"preA1", "A1", "A2"}


def test_the_key_stands_about_as_often_in_each_place() -> None:
    places = Counter([c.id for c in i.interaction.choices].index(i.interaction.key) for i in section("dutch"))

    assert max(places.values()) - min(places.values()) <= 3
    assert len(places) == 4


def test_it_asks_for_eighteen_interests_three_of_each_type() -> None:
    ratings = [item for item in section("interests") if isinstance(item.interaction, Rating)]

    assert Counter(item.riasec for item in ratings) == dict.fromkeys("RIASEC", 3)
    assert all(item.picture for item in ratings)


def test_each_kind_of_item_is_practised() -> None:
    practised = {type(item.interaction) for item in the_bank().items.values() if item.practice}

    assert practised == set(get_args(Interaction)) - {Information}


def test_it_has_six_questions_that_nobody_has_to_answer() -> None:
    questions = section("questions")

    assert len(questions) == 6
    assert all(item.personal for item in questions)


def test_only_the_dutch_section_has_right_and_wrong() -> None:
    keyed = {i.id for i in the_bank().items.values() if isinstance(i.interaction, Choice) and i.interaction.key}

    assert keyed == {item.id for item in section("dutch")}


def test_it_begins_with_what_this_is_and_what_it_is_not() -> None:
    first = [type(item.interaction) for item in the_bank().sections[0].items][:4]
    words = " ".join(text for item in section("start") for text in item.interaction.paragraphs)

    assert first == [Information] * 4
    assert "IND" in words
    assert "verblijfsvergunning" in words


def test_every_measured_scale_belongs_to_a_section_and_the_rest_is_named_as_not_measured() -> None:
    measured = {s.scale for s in the_bank().sections if s.scale}

    assert measured == {"dutch", "computer", "interests", "answers"}
    assert {"speaking", "listening"} <= {scale.id for scale in the_bank().scales if scale.kind.value == "none"}
