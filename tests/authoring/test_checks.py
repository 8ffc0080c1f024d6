import pytest

from assessment.authoring.checks import problems
from assessment.locales.catalogues import read_catalogue
from tests.authoring.checkout import a_bank, a_checkout, a_question, finish, write


def with_translation(root, tag, source, text):
    """What is wrong in a checkout with everything translated into *tag*, and *source* as *text*."""
    welcome = source if isinstance(text, str) else "Welcome"
    translations = a_checkout(root, a_bank(), welcome)
    finish(translations, tag, a_bank())
    catalogue = read_catalogue(translations, tag, "kiosk")
    catalogue.get(source).string = text
    write(translations, tag, "kiosk", catalogue)
    return problems(tag, translations, [a_bank()])


def test_a_finished_translation_has_no_problems(tmp_path):
    assert with_translation(tmp_path, "ar", "Welcome", "أهلا") == []


def test_the_language_that_a_text_is_written_in_has_no_problems_with_it(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    for tag in ("nl", "en"):
        finish(translations, tag, a_bank())

    assert problems("nl", translations, [a_bank()]) == problems("en", translations, [a_bank()]) == []


def test_what_is_not_translated_is_named(tmp_path):
    assert with_translation(tmp_path, "ar", "Welcome", "") == ["kiosk: Welcome: is not translated"]


@pytest.mark.parametrize(
    ("tag", "text", "problem"),
    [
        ("ar", "أهلا %(name)s", "found the placeholders ['name'], expected []"),
        ("ar", "أهلا 5%", "found a single percent sign, expected two of them"),
        ("ar", "\u200fأهلا", "found the invisible character U+200F"),
        ("ar", "أهلا ", "begins or ends with other white space than the source"),
        ("ar", "Welcome", "found no Arabic letter"),
        ("fa", "Welcome", "found no Arabic letter"),
        ("ti", "أهلا", "found no Ethiopic letter"),
    ],
)
def test_what_needs_no_knowledge_of_the_language_is_found(tmp_path, tag, text, problem):
    assert with_translation(tmp_path, tag, "Welcome", text) == [f"kiosk: Welcome: {problem}"]


def test_a_plural_form_may_do_without_the_number(tmp_path):
    one = ("لا أسئلة", "سؤال واحد", "سؤالان", *["%(num)d أسئلة"] * 3)

    assert with_translation(tmp_path, "ar", "%(num)d question", one) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("What we ask you", ["kiosk: What we ask you: is the same as the source"]),
        ("Resume code", []),
    ],
)
def test_english_of_more_than_two_words_is_not_dutch(tmp_path, source, expected):
    assert with_translation(tmp_path, "nl", source, source) == expected


def test_the_same_answer_is_the_same_in_every_question(tmp_path):
    bank = a_bank(a_question(), a_question(id="drink"))
    translations = a_checkout(tmp_path, bank)
    finish(translations, "ti", bank)
    catalogue = read_catalogue(translations, "ti", "small")
    catalogue.get("Ja", "drink/choice/yes").string = "እወ"
    write(translations, "ti", "small", catalogue)

    assert problems("ti", translations, [bank]) == [
        "small: drink/choice/yes: found 'እወ', but 'ቃላት' in an earlier question"
    ]


def test_what_was_translated_from_another_source_is_named(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    finish(translations, "ar", a_bank())

    found = problems("ar", translations, [a_bank(a_question(note="White bread only."))])

    assert found == [
        f"small: eat/{place}: was not accepted for the source and the note as they are now"
        for place in ("prompt", "choice/yes")
    ]
