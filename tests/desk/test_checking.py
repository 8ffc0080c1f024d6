from assessment.desk.checking import Difference, check, differences, spoken
from assessment.desk.differing import place
from assessment.session.events import LocaleChanged, ResponseGiven
from tests.desk.builders import NOW, a_sitting, contents_of, the_bank


def test_an_honest_profile_has_no_differences() -> None:
    assert check(contents_of(a_sitting()), the_bank()).differences == ()


def test_each_difference_names_its_place() -> None:
    stated = {"results": [{"scale": "dutch", "theta": 0.5, "bands": [{"level": "A1", "probability": 0.1}]}]}
    scored = {"results": [{"scale": "dutch", "theta": 0.4, "bands": [{"level": "A1", "probability": 0.2}]}]}

    found = list(differences(stated, scored))

    assert found == [
        Difference(("results", "dutch", "theta"), "0.5", "0.4"),
        Difference(("results", "dutch", "bands", "A1", "probability"), "0.1", "0.2"),
    ]


def test_lists_of_other_lengths_are_told_whole() -> None:
    assert list(differences({"liked": ["r1", "r2"]}, {"liked": []})) == [Difference(("liked",), "r1, r2", "–")]


def test_a_difference_is_told_with_the_title_of_its_scale() -> None:
    found = Difference(("results", "dutch", "level"), "A1", "A2")

    assert str(place(found, the_bank())) == f"{the_bank().scale('dutch').title} › level"


def test_own_words_have_the_language_of_the_page_at_that_moment() -> None:
    first, *rest = a_sitting()
    given = [number for number, event in enumerate(rest) if isinstance(event, ResponseGiven)]
    switched = (first, *rest[: given[3]], LocaleChanged(NOW, "nl"), *rest[given[3] :])

    found = spoken(switched)

    assert found[rest[given[2]].item] == "ti"
    assert found[rest[given[3]].item] == "nl"
