from typing import get_args

import pytest

from assessment.items.interactions import Interaction
from assessment.web import player, sounds
from assessment.web.player import Voice
from assessment.web.shell import WEB
from tests.web.builders import DUTCH, EVERY, INFORMATION, MAIL, PICTURES, RATING, WORDS, a_bank

PSEUDO = Voice("ti", lambda context, text: f"«{context}»")


def shown(item, voice=PSEUDO):
    return player.show(a_bank(), item, voice)


def test_every_kind_of_interaction_has_an_item_here_and_a_template():
    assert {type(item.interaction) for item in EVERY} == set(get_args(Interaction))
    for item in EVERY:
        assert (WEB / "templates" / player.template(item.interaction)).is_file()


def test_texts_are_translated_by_their_context():
    assert shown(WORDS).prompt.text == "«words/prompt»"
    assert [words.text for words in shown(INFORMATION).paragraphs] == [
        "«information/paragraph/0»",
        "«information/paragraph/1»",
    ]
    assert shown(PICTURES).choices[1].words.text == "«pictures/choice/b»"
    assert [(label.text, value) for label, value in shown(MAIL).card] == [("«mail/card/0»", "lina@postsnel.voorbeeld")]


def test_dutch_to_be_read_stays_dutch_and_is_never_read_aloud():
    assert [(choice.stimulus, choice.words) for choice in shown(DUTCH).choices] == [("open", None), ("dicht", None)]


def test_pictures_come_from_the_bank_s_own_folder():
    assert shown(RATING).picture == "/static/vendor/pictures/amsterdam/garden.svg"
    assert shown(PICTURES).choices[0].picture == "/static/vendor/pictures/amsterdam/bread.svg"


def test_the_key_is_nowhere_in_what_a_template_gets():
    assert all(not hasattr(choice, "key") for choice in shown(PICTURES).choices)


def test_a_text_has_the_sound_of_its_wording_in_its_language():
    key = sounds.key("ti", "«words/prompt»")
    speaking = Voice("ti", PSEUDO.translate, {key: "/static/sounds/a.mp3"})

    assert shown(WORDS, speaking).prompt.sound == "/static/sounds/a.mp3"
    assert shown(WORDS, Voice("ar", PSEUDO.translate, speaking.recordings)).prompt.sound is None


def test_recordings_are_found_by_file_name(tmp_path):
    (tmp_path / "abc.mp3").touch()
    (tmp_path / "readme.txt").touch()

    assert sounds.recordings(tmp_path, "/static/sounds") == {"abc": "/static/sounds/abc.mp3"}
    assert sounds.recordings(tmp_path / "absent", "/s") == {}


@pytest.mark.parametrize(
    ("item", "skip", "unknown"), [(RATING, True, True), (INFORMATION, False, False), (WORDS, True, False)]
)
def test_what_can_be_skipped_or_unknown(item, skip, unknown):
    assert (shown(item).can_be_skipped, shown(item).can_be_unknown) == (skip, unknown)
