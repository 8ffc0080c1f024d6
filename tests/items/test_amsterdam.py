"""What the bank of the kiosk must hold, whatever else its authors change."""

from collections import Counter
from typing import get_args

import pytest

from assessment.items.interactions import Choice, GapText, Information, Interaction, Rating
from assessment.items.keys import has_key
from assessment.items.model import Delivery, Item, ScaleKind
from assessment.storage import banks
from tests.builders import the_bank

LANGUAGES = ("nl", "en", "ar", "fa", "ti")
SAID = ("education", "work", "experience", "wishes", "conditions")
TESTED = {"own-reading", "latin-letters", "latin-words", "router", "dutch"}


def section(name: str) -> list[Item]:
    """The items of the section called *name* that count."""
    return [item for s in the_bank().sections if s.id == name for item in s.items if not item.practice]


def test_it_is_in_order() -> None:
    bank, problems = banks.check(banks.built_in("amsterdam"))

    assert problems == []
    assert bank == the_bank()


# Dutch


def test_it_has_at_least_sixty_adaptive_dutch_items_from_before_a1_to_b1() -> None:
    dutch = section("dutch")

    assert len(dutch) >= 60
    assert all(has_key(item) and item.parameters for item in dutch)
    assert {item.worksheet.level for item in dutch} == {"preA1", "A1", "A2", "B1"}
    assert {s.delivery for s in the_bank().sections if s.id == "dutch"} == {Delivery.ADAPTIVE}


def test_its_blueprint_asks_for_words_reading_structure_and_typing() -> None:
    (dutch,) = (s for s in the_bank().sections if s.id == "dutch")
    counts = Counter(item.domain for item in dutch.items)

    assert set(dict(dutch.blueprint.shares)) == {"words", "reading", "structure", "typed"}
    assert all(counts[domain] >= share * dutch.stop.most for domain, share in dutch.blueprint.shares)


def test_the_key_stands_about_as_often_in_each_place() -> None:
    choices = [item.interaction for item in section("dutch") if isinstance(item.interaction, Choice)]

    places = Counter([choice.id for choice in chosen.choices].index(chosen.key) for chosen in choices)

    assert max(places.values()) - min(places.values()) <= 3
    assert len(places) == 4


# other tests


@pytest.mark.parametrize("locale", LANGUAGES)
def test_each_language_has_seven_reading_tasks_of_its_own(locale: str) -> None:
    mine = [item for item in section("own-reading") if item.locale == locale]

    assert len(mine) == 7
    assert all(has_key(item) for item in mine)


def test_two_thirds_of_the_router_are_words() -> None:
    keys = Counter(item.interaction.key for item in section("router") if not isinstance(item.interaction, Information))

    assert keys[True] == 2 * keys[False]


def test_it_has_two_computer_tasks_each_with_a_scale_of_its_own() -> None:
    tasks = [scale.id for scale in the_bank().scales if scale.kind is ScaleKind.TASK]

    assert tasks == ["typing", "computer"]


def test_right_and_wrong_are_only_where_something_is_tested() -> None:
    keyed = {the_bank().section_of(item.id).id for item in the_bank().items.values() if has_key(item)}

    assert keyed == TESTED


# what people say


def test_it_asks_for_thirty_interests_five_of_each_type() -> None:
    ratings = [item for item in section("interests") if isinstance(item.interaction, Rating)]

    assert Counter(item.riasec for item in ratings) == dict.fromkeys("RIASEC", 5)
    assert all(item.picture for item in ratings)


@pytest.mark.parametrize("name", SAID)
def test_nobody_has_to_answer_a_question(name: str) -> None:
    asked = [item for item in section(name) if not isinstance(item.interaction, Information)]

    assert asked
    assert all(item.personal for item in asked)


@pytest.mark.parametrize("name", [*SAID, "interests"])
def test_what_was_said_can_be_corrected(name: str) -> None:
    (found,) = (s for s in the_bank().sections if s.id == name)

    assert (found.back, found.review) == (True, "each")


# all of it


def test_each_kind_of_item_is_practised() -> None:
    practised = {type(item.interaction) for item in the_bank().items.values() if item.practice}
    used = {type(item.interaction) for item in the_bank().items.values()}

    assert practised == used - {Information}
    assert set(get_args(Interaction)) - used == {GapText}  # no C-test in this bank yet


def test_it_begins_with_what_this_is_and_what_it_is_not() -> None:
    first = [type(item.interaction) for item in the_bank().sections[0].items][:4]
    words = " ".join(text for item in section("start") for text in item.interaction.paragraphs)

    assert first == [Information] * 4
    assert "IND" in words
    assert "verblijfsvergunning" in words


def test_every_measured_scale_belongs_to_a_section_and_the_rest_is_named_as_not_measured() -> None:
    measured = {s.scale for s in the_bank().sections if s.scale}
    unmeasured = {scale.id for scale in the_bank().scales if scale.kind is ScaleKind.NONE}

    together = {scale.id for scale in the_bank().scales if scale.kind is ScaleKind.READING}

    assert measured == {scale.id for scale in the_bank().scales} - unmeasured - together
    assert {name for s in the_bank().scales for _, name in s.parts} <= measured
    assert {"listening", "speaking", "english", "other-computer-tasks", "health"} <= unmeasured


def test_every_cut_score_has_its_origin_and_is_provisional() -> None:
    cuts = [scale.cut_scores for scale in the_bank().scales if scale.cut_scores]

    assert len(cuts) == 4
    assert all(cut.source and cut.date and cut.author and cut.provisional for cut in cuts)
