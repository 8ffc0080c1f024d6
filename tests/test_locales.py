import pytest
from babel import Locale as BabelLocale

from assessment.authoring import catalogues, states
from assessment.locales import LOCALES, folder, offered, remembered
from assessment.locales.sources import NotExtracted
from assessment.locales.states import NotAStateFile, read_states, state_path
from tests.authoring.checkout import DAY, a_bank, a_checkout, a_question, finish, translate


def offer(tag, bank, translations):
    return {offer.tag: offer for offer in offered(bank, translations)}[tag]


@pytest.mark.parametrize("locale", LOCALES.values(), ids=LOCALES)
def test_every_locale_is_known_to_babel_with_the_same_direction(locale):
    assert BabelLocale.parse(locale.babel).text_direction == locale.direction


def test_a_checkout_has_its_catalogues_at_the_top():
    assert (folder() / "README.md").is_file()


def test_a_complete_locale_is_offered_with_its_number_of_strings(tmp_path):
    translations = a_checkout(tmp_path, a_bank())

    finish(translations, "ar", a_bank())

    arabic = offer("ar", a_bank(), translations)
    assert (arabic.offered, arabic.reasons) == (True, ())
    assert arabic.strings == len(["Welcome", "Next", "questions"]) + len(["Eten", "Eet u brood?", "Ja"])


def test_a_half_translated_locale_is_not_offered_and_says_why(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    translate(translations, "ti", "kiosk", but="Welcome")
    translate(translations, "ti", "small")
    states.mark_drafts("ti", translations, [a_bank()], DAY)
    catalogues.compile_all(translations)

    tigrinya = offer("ti", a_bank(), translations)

    assert not tigrinya.offered
    assert tigrinya.reasons == ("1 not translated, first 'kiosk: Welcome'",)


def test_a_changed_source_withdraws_the_locale(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    finish(translations, "ar", a_bank())

    edited = a_bank(a_question(prompt="Eet u graag brood?"))

    assert "small: eat/prompt" in offer("ar", edited, translations).missing


def test_a_changed_note_makes_the_translation_stale(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    finish(translations, "ar", a_bank())

    edited = a_bank(a_question(note="White bread only."))

    assert offer("ar", edited, translations).stale == ("small: eat/prompt", "small: eat/choice/yes")


def test_what_waits_for_a_second_look_is_stale(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    finish(translations, "ar", a_bank())

    translate(translations, "ar", "small", fuzzy="eat/prompt")

    assert offer("ar", a_bank(), translations).stale == ("small: eat/prompt",)


def test_a_translation_that_nobody_marked_is_stale(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    finish(translations, "ar", a_bank())

    state_path(translations, "ar").unlink()

    assert len(offer("ar", a_bank(), translations).stale) == offer("ar", a_bank(), translations).strings


def test_a_locale_that_was_not_compiled_is_not_offered(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    finish(translations, "ar", a_bank())

    compiled = translations / "ar/LC_MESSAGES/kiosk.po"
    compiled.write_text(compiled.read_text().replace("كلمات", "كلمة"))

    assert offer("ar", a_bank(), translations).not_compiled == ("kiosk",)


def test_the_source_locale_needs_no_catalogue_of_the_bank(tmp_path):
    translations = a_checkout(tmp_path, a_bank())

    finish(translations, "nl", a_bank())

    assert offer("nl", a_bank(), translations).offered
    assert not (translations / "nl/LC_MESSAGES/small.po").exists()


def test_english_needs_no_catalogue_of_the_program(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    before = offer("en", a_bank(), translations)

    finish(translations, "en", a_bank())

    assert {name.partition(":")[0] for name in before.missing} == {"small"}
    assert offer("en", a_bank(), translations).offered
    assert not (translations / "en/LC_MESSAGES/kiosk.po").exists()


def test_what_somebody_reviewed_is_no_draft(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    finish(translations, "ar", a_bank())
    drafts = offer("ar", a_bank(), translations).draft

    path = state_path(translations, "ar")
    path.write_text(path.read_text().replace(",draft,project,", ",reviewed,reviewer,", 2))

    assert offer("ar", a_bank(), translations).draft == drafts - 2


def test_an_unknown_state_is_refused_with_its_line(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    finish(translations, "ar", a_bank())
    path = state_path(translations, "ar")
    path.write_text(path.read_text().replace(",draft,", ",perfect,", 1))

    with pytest.raises(NotAStateFile, match=r"ar\.csv:2: found the state 'perfect', expected one of draft"):
        read_states(translations, "ar")


def test_a_row_with_a_missing_cell_is_refused_with_its_line(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    path = state_path(translations, "ar")
    path.parent.mkdir()
    path.write_text("domain,context,source,source_hash,state,role,date,comment\nkiosk,,Welcome\n")

    with pytest.raises(NotAStateFile, match=r"ar\.csv:2"):
        read_states(translations, "ar")


def test_without_the_list_of_strings_nothing_is_offered(tmp_path):
    with pytest.raises(NotExtracted, match="assessment translations extract"):
        offered(a_bank(), tmp_path)


def test_what_was_remembered_is_the_same_and_is_dropped_when_a_file_changes(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    finish(translations, "ar", a_bank())

    path = remembered.remember(a_bank(), translations)
    assert remembered.offers(a_bank(), translations) == offered(a_bank(), translations)

    state_path(translations, "ar").unlink()
    assert path.is_file()
    assert remembered.offers(a_bank(), translations) == offered(a_bank(), translations)
    assert not {offer.tag: offer.offered for offer in remembered.offers(a_bank(), translations)}["ar"]


def test_a_memory_that_cannot_be_read_is_no_memory(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    remembered.remember(a_bank(), translations).write_text("[1, 2")

    assert remembered.offers(a_bank(), translations) == offered(a_bank(), translations)
