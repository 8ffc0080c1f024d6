from collections.abc import Iterable

from assessment.items.interactions import Interaction, SimpleChoice
from assessment.items.text import texts
from tests.builders import a_bank, the_bank
from tests.candidates import CARD_ADDRESS

THE_END = [
    ("section/questions/title", "School en werk"),
    ("q-papers/prompt", "Heeft u papieren van school?"),
    ("q-papers/choice/here", "Ja"),
    ("q-papers/choice/none", "Nee"),
    ("q-work/prompt", "Welk werk deed u?"),
    ("occupation/HO", "Horeca"),
    ("occupation/HO/cook", "Kok"),
    ("occupation/HO/waiter", "Bediening"),
    ("occupation/ZO", "Zorg"),
    ("occupation/ZO/carer", "Verzorgende"),
]


def test_every_string_has_a_stable_context_in_the_order_of_the_sitting() -> None:
    found = [(text.context, text.text) for text in texts(a_bank())]

    assert found[0] == ("section/start/title", "Welkom")
    assert found[-10:] == THE_END


def test_each_kind_of_item_gives_its_own_strings() -> None:
    contexts = {text.context for text in texts(a_bank())}

    assert {"welcome/paragraph/1", "try-choice/choice/a", "mail-send/card/0", "int-cook/prompt"} <= contexts
    assert {"q-helpers/choice/nobody", "try-order/choice/b", "nl-orde/prompt", "q-job/prompt"} <= contexts


def test_what_is_written_for_one_language_is_never_translated() -> None:
    found = list(texts(a_bank()))

    assert not [text for text in found if text.context.startswith("own-")]
    assert not {text.text for text in found} & {"ما هذا؟", "سمك", "እዚ እንታይ እዩ?"}


def test_dutch_tiles_and_words_to_type_are_never_translated() -> None:
    contexts = [text.context for text in texts(a_bank()) if text.context.startswith(("nl-orde", "nl-typ", "yn-huis"))]

    assert contexts == ["yn-huis/prompt", "nl-orde/prompt", "nl-typ/prompt"]


def test_a_note_says_what_kind_of_word_an_occupation_is() -> None:
    notes = {text.context: text.note for text in texts(a_bank())}

    assert notes["occupation/HO/cook"] == "An occupation in the sector Horeca, on a tile with a picture; ISCO-08 5120."


def test_no_two_strings_share_a_context() -> None:
    contexts = [text.context for text in texts(the_bank())]

    assert len(contexts) == len(set(contexts))


def test_dutch_to_be_read_and_what_the_card_says_are_never_translated() -> None:
    for bank in (a_bank(), the_bank()):
        offered = {text.text for text in texts(bank)}
        stimuli = {item.stimulus.text for item in bank.items.values() if item.stimulus}
        shown = [part for item in bank.items.values() for part in alternatives(item.interaction)]
        in_choices = {part.stimulus for part in shown}
        values = {value for item in bank.items.values() for _, value in getattr(item.interaction, "card", ())}

        assert not offered & (stimuli | in_choices | values)
    assert CARD_ADDRESS in values


def alternatives(interaction: Interaction) -> Iterable[SimpleChoice]:
    """The choices or the tiles of *interaction*."""
    return getattr(interaction, "choices", getattr(interaction, "tiles", ()))


def test_titles_for_the_case_worker_are_not_translated() -> None:
    offered = {text.text for text in texts(a_bank())}

    assert not offered & {"Spreken", "Lezen in de eigen taal", "Welke papieren zijn er?"}


def test_a_note_quotes_the_question_and_the_dutch_text_that_a_choice_belongs_to() -> None:
    notes = {text.context: text.note for text in texts(a_bank())}

    assert notes["nl-dicht/choice/a"] == (
        "Belongs to: Wat staat hier? With this Dutch text, which stays Dutch: Op zondag dicht "
        "It hangs on the door of a shop"
    )
