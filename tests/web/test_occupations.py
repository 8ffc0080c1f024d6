import pytest
from werkzeug.datastructures import MultiDict

from assessment.items.responses import OccupationResponse
from assessment.storage.esco import Esco
from assessment.web import player
from assessment.web.occupations import Looking, Step, picker
from assessment.web.voice import Voice
from tests.web.builders import JOB, a_bank

pytestmark = pytest.mark.usefixtures("speaking_english")
ESCO = Esco()
COOK = ESCO.search("cook", ["en"])[0].occupation


def form(given=None, **sent):
    return player.form(a_bank(), JOB, MultiDict(sent) if sent else None, given, ESCO)


def sent(**fields):
    made = form(**fields)
    return made.response if made.validate() else made.complaint


def page(looking=Looking(), given=None, locale="nl"):  # noqa: B008  # it is frozen
    return picker(a_bank(), Voice(locale, lambda context, text: f"«{text}»"), looking, form(given))


def test_a_tile_a_name_or_own_words_are_an_occupation():
    assert sent(pick="tile:HO/waiter") == OccupationResponse("tile", "5131")
    assert sent(pick=f"esco:{COOK.id}") == OccupationResponse("search", COOK.isco, COOK.id)
    assert sent(pick="", text=" bakker ") == OccupationResponse("text", text="bakker")


@pytest.mark.parametrize(
    "fields", [{"pick": ""}, {"pick": "tile:HO/x", "text": "kok"}, {"pick": "esco:x"}, {"pick": "x"}, {"text": " "}]
)
def test_only_what_is_there_can_be_picked(fields):
    assert sent(**fields) == "Choose an answer, or press Skip."


@pytest.mark.parametrize("text", ["x" * 201, "abc\u202ecba"])
def test_own_words_are_short_and_plain(text):
    assert isinstance(sent(text=text), str)


def test_the_first_page_shows_the_sectors_in_the_words_of_the_candidate():
    assert page().step is Step.SECTORS
    assert [(each.value, str(each.words)) for each in page().options] == [("HO", "«Eten en gasten»"), ("BO", "«Bouw»")]


def test_a_sector_shows_its_tiles_and_an_unknown_one_the_sectors():
    assert [each.value for each in page(Looking("HO")).options] == ["tile:HO/cook", "tile:HO/waiter"]
    assert page(Looking("XX")).step is Step.SECTORS


def test_a_search_shows_names_in_the_language_of_the_candidate():
    found = page(Looking(query="سائق"), locale="ar").options

    assert found
    assert all("سائق" in str(each.words) and each.locale is None for each in found)


@pytest.mark.parametrize("locale", ["fa", "ti"])
def test_where_there_are_no_names_in_that_language_english_and_dutch_are_searched(locale):
    found = page(Looking(query="kok"), locale=locale)

    assert found.languages == ("en", "nl")
    assert (str(found.options[0].words), found.options[0].locale) == ("kok", "nl")


@pytest.mark.parametrize(
    ("given", "step", "picked"),
    [
        (OccupationResponse("tile", "7112"), Step.TILES, "tile:BO/bricklayer"),
        (OccupationResponse("search", COOK.isco, COOK.id), Step.SEARCH, f"esco:{COOK.id}"),
        (OccupationResponse("text", text="kok"), Step.SEARCH, ""),
    ],
)
def test_what_was_given_before_opens_the_page_where_it_stands(given, step, picked):
    shown = page(given=given)

    assert shown.step is step
    assert not picked or picked in [each.value for each in shown.options]
    assert form(given).given == picked


def test_whoever_wants_all_sectors_gets_them_whatever_was_given():
    assert page(Looking(""), OccupationResponse("text", text="kok")).step is Step.SECTORS


def test_without_a_list_of_occupations_a_name_cannot_be_picked():
    made = player.form(a_bank(), JOB, MultiDict({"pick": f"esco:{COOK.id}"}))

    assert not made.validate()
