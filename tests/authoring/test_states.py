from assessment.authoring import states
from assessment.authoring.extract import extract
from assessment.locales.states import State, read_states, state_path
from tests.authoring.checkout import DAY, a_bank, a_checkout, a_question, finish, translate


def test_what_is_translated_becomes_a_draft(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    translate(translations, "ar", "kiosk")

    lines = states.mark_drafts("ar", translations, [a_bank()], DAY)

    assert lines == ["draft: kiosk: Welcome", "draft: kiosk: Next", "draft: kiosk: %(num)d question"]
    assert {row.state for row in read_states(translations, "ar").values()} == {State.DRAFT}


def test_marking_again_changes_nothing(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    finish(translations, "ar", a_bank())
    before = state_path(translations, "ar").read_text()

    assert states.mark_drafts("ar", translations, [a_bank()], "2027-01-01") == []
    assert state_path(translations, "ar").read_text() == before


def test_the_source_language_of_a_bank_has_states_too(tmp_path):
    translations = a_checkout(tmp_path, a_bank())

    lines = states.mark_drafts("nl", translations, [a_bank()], DAY)

    assert lines == ["draft: small: section/food/title", "draft: small: eat/prompt", "draft: small: eat/choice/yes"]


def test_the_source_language_of_the_program_has_states_too(tmp_path):
    translations = a_checkout(tmp_path, a_bank())

    lines = states.mark_drafts("en", translations, [a_bank()], DAY)

    assert lines == ["draft: kiosk: Welcome", "draft: kiosk: Next", "draft: kiosk: %(num)d question"]


def test_a_review_is_kept(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    finish(translations, "ar", a_bank())
    path = state_path(translations, "ar")
    path.write_text(path.read_text().replace(",draft,project,", ",reviewed,reviewer,"))

    states.mark_drafts("ar", translations, [a_bank()], DAY)

    assert {row.state for row in read_states(translations, "ar").values()} == {State.REVIEWED}


def test_a_review_ends_when_the_source_changed_and_somebody_looked(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    finish(translations, "ar", a_bank())
    path = state_path(translations, "ar")
    path.write_text(path.read_text().replace(",draft,project,", ",reviewed,reviewer,"))
    edited = a_bank(a_question(note="White bread only."))

    lines = states.mark_drafts("ar", translations, [edited], DAY)

    assert lines == ["looked at again: small: eat/prompt", "looked at again: small: eat/choice/yes"]
    assert read_states(translations, "ar")["small", "eat/prompt", ""].state is State.DRAFT


def test_what_waits_for_a_second_look_is_not_marked(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    finish(translations, "ar", a_bank())
    edited = a_bank(a_question(prompt="Eet u graag brood?"))
    extract(tmp_path, [edited])

    lines = states.mark_drafts("ar", translations, [edited], DAY)

    assert lines == ["looked at again: small: eat/choice/yes"]  # its note quotes the question


def test_rows_of_removed_strings_go(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    finish(translations, "ar", a_bank())

    states.mark_drafts("ar", translations, [a_bank(a_question(id="drink"))], DAY)

    assert "eat/prompt" not in state_path(translations, "ar").read_text()
