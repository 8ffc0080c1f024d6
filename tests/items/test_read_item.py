"""What an author wrote, as the values that the program works with."""

from assessment.items.design import Blueprint
from assessment.items.interactions import DateEntry, MultipleChoice, NumberEntry, Order, Precision, YesNo
from assessment.items.model import Condition, OccupationTile
from tests.builders import a_bank, a_changed_bank


def test_each_kind_is_read_with_what_the_author_wrote() -> None:
    read = {
        name: a_bank().item(name).interaction
        for name in ("q-helpers", "nl-orde", "yn-flork", "q-years", "q-school-end")
    }

    assert read["q-helpers"] == MultipleChoice(read["q-helpers"].choices, 1, 2, "nobody")
    assert read["nl-orde"] == Order(read["nl-orde"].tiles, (("a", "b", "c"), ("c", "b", "a")))
    assert read["yn-flork"] == YesNo(key=False)
    assert read["q-years"] == NumberEntry(0, 25)
    assert read["q-school-end"] == DateEntry(Precision.DAY, 1950, 2027)


def test_what_the_author_left_out_has_a_sensible_value() -> None:
    bank = a_changed_bank("history.yaml", "    most: 2\n    alone: nobody\n", "")
    several, entry = bank.item("q-helpers").interaction, bank.item("q-work").interaction

    assert (several.least, several.most, several.alone) == (1, None, None)
    assert entry.accept == ()
    assert bank.item("try-number").interaction == NumberEntry(0, 99)
    assert bank.item("q-licence").interaction == YesNo(None)


def test_conditions_domains_and_languages_are_read() -> None:
    bank = a_bank()

    assert bank.item("q-years").conditions == (Condition("response", "q-school", ("some",)),)
    assert bank.section_of("yn-huis").conditions == (Condition("level", "reading", ("reads_not",), negated=True),)
    assert (bank.item("nl-orde").domain, bank.item("own-ti-1").locale, bank.item("nl-orde").locale) == (
        "structure",
        "ti",
        None,
    )
    assert bank.section_of("nl-orde").blueprint == Blueprint((("reading", 0.5), ("structure", 0.25), ("typed", 0.25)))


def test_occupations_are_read_in_their_order() -> None:
    catering, care = a_bank().occupations

    assert (catering.sector, [tile.isco for tile in catering.tiles]) == ("HO", ["5120", "5131"])
    assert care.tiles == (OccupationTile("carer", "Verzorgende", "hands", "5322"),)
