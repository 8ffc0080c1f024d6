import pytest

from assessment.storage.esco import LANGUAGES, MOST, Esco, words

ESCO = Esco()


def names(text, *languages):
    return [found.name for found in ESCO.search(text, languages)]


def test_nothing_is_read_before_it_is_needed(tmp_path):
    Esco(tmp_path / "absent")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café", "cafe"),
        ("أحمد", "احمد"),
        ("کهربایی", "كهربايي"),
        ("مدرسة", "مدرسه"),
        ("مُعَلِّم", "معلم"),
        ("مـعلم", "معلم"),
        ("الخياط", "خياط"),
        ("KOK", "kok"),
        ("ＫＯＫ", "kok"),
    ],
)
def test_letters_that_look_alike_are_alike(one, other):
    assert words(one) == words(other)


def test_a_short_word_with_the_article_s_letters_stays_whole():
    assert words("الم") == ["الم"]


def test_a_name_that_is_exactly_that_comes_first():
    assert names("kok", "nl")[0] == "kok"
    assert names("Cook", "en")[0] == "cook"


def test_the_beginning_of_a_word_is_enough_and_every_word_counts():
    assert "leraar basisonderwijs" in names("leraar basis", "nl")
    assert names("leraar xyz", "nl") == []


def test_a_compound_is_found_by_its_end():
    assert "taxichauffeur" in names("chauffeur", "nl")


def test_arabic_pairs_are_shown_as_they_are():
    assert names("الخياط", "ar")[0] == "خياط / خياطة"


@pytest.mark.parametrize("text", ["", " ", "!?", "\u200f"])
def test_nothing_asked_is_nothing_found(text):
    assert names(text, *LANGUAGES) == []


def test_a_page_has_room_for_so_many_and_each_once():
    found = ESCO.search("manager", ["en", "nl"])

    assert len(found) == MOST
    assert len({each.occupation.id for each in found}) == MOST
    assert len({each.name for each in found}) == MOST


def test_every_occupation_has_a_code_and_a_name():
    every = list(ESCO._occupations.values())

    assert len(every) == 3042
    assert all(len(each.isco) == 4 and each.isco.isdecimal() and each.names for each in every)
    assert ESCO.get("nothing") is None
