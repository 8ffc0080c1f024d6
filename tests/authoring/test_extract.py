from assessment.authoring.extract import extract
from assessment.locales import LOCALES
from assessment.locales.catalogues import read_catalogue
from tests.authoring.checkout import a_bank, a_checkout, a_question, finish, translate


def template(translations, domain):
    return (translations / "templates" / f"{domain}.pot").read_text()


def test_strings_of_templates_keep_context_plural_and_note(tmp_path):
    found = template(a_checkout(tmp_path, a_bank()), "kiosk")

    assert '#. on the big button\n#: kiosk/templates/page.html\nmsgctxt "button"\nmsgid "Next"\n' in found
    assert 'msgid "%(num)d question"\nmsgid_plural "%(num)d questions"\n' in found


def test_strings_of_code_are_found_and_computed_ones_are_not(tmp_path):
    views = tmp_path / "assessment" / "desk" / "views.py"
    views.parent.mkdir(parents=True)
    views.write_text('flash(lazy_gettext("Saved"))\npgettext("button", "Save")\npgettext(context, text)\n')

    found = template(a_checkout(tmp_path, a_bank()), "desk")

    assert [line for line in found.splitlines() if line.startswith("msgid")] == [
        'msgid ""',
        'msgid "Saved"',
        'msgid "Save"',
    ]


def test_a_template_gives_the_strings_that_the_page_will_ask_for(tmp_path):
    page = tmp_path / "kiosk" / "templates" / "block.html"
    page.parent.mkdir(parents=True)
    page.write_text("{% trans %}\nAt least 50%\n{% endtrans %}\n")

    extract(tmp_path, [])

    assert 'msgid "At least 50%%\\n"' in template(tmp_path / "translations", "kiosk")


def test_dutch_to_be_read_is_never_extracted(tmp_path):
    found = template(a_checkout(tmp_path, a_bank()), "small")

    assert 'msgctxt "eat/choice/yes"\nmsgid "Ja"\n' in found
    assert "brood" not in found.replace("Eet u brood?", "")


def test_what_only_staff_read_is_in_dutch_only(tmp_path):
    translations = a_checkout(tmp_path, a_bank())

    names = {str(path.relative_to(translations)) for path in translations.rglob("*.po")}

    domains = {tag: ("kiosk", "small") for tag in ("ar", "fa", "ti")}
    domains |= {"nl": ("kiosk", "operator", "desk", "report"), "en": ("small",)}
    assert names == {f"{tag}/LC_MESSAGES/{name}.po" for tag, own in domains.items() for name in own}


def test_extracting_twice_changes_nothing(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    for tag in LOCALES:
        finish(translations, tag, a_bank())
    extract(tmp_path, [a_bank()])  # the translator's editor wrote another header

    assert extract(tmp_path, [a_bank()]) == []


def test_a_check_names_what_would_change_and_changes_nothing(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    edited = a_bank(a_question(prompt="Eet u graag brood?"))

    changed = extract(tmp_path, [edited], check=True)

    catalogues = {f"{tag}/LC_MESSAGES/small.po" for tag in ("ar", "fa", "en", "ti")}
    assert {str(path.relative_to(translations)) for path in changed} == {"templates/small.pot"} | catalogues
    assert extract(tmp_path, [edited], check=True) == changed


def test_translations_are_kept_and_removed_strings_go(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    finish(translations, "ar", a_bank())
    page = tmp_path / "kiosk" / "templates" / "page.html"
    page.write_text(page.read_text().replace("Welcome", "Good morning"))

    extract(tmp_path, [a_bank()])

    catalogue = read_catalogue(translations, "ar", "kiosk")
    assert catalogue.get("Next", "button").string == "كلمات"
    assert not catalogue.get("Good morning").string
    assert "Welcome" not in (translations / "ar/LC_MESSAGES/kiosk.po").read_text()


def test_an_edited_question_keeps_its_translation_for_a_second_look(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    finish(translations, "ar", a_bank())

    extract(tmp_path, [a_bank(a_question(prompt="Eet u graag brood?"))])

    message = read_catalogue(translations, "ar", "small").get("Eet u graag brood?", "eat/prompt")
    assert (message.string, message.fuzzy) == ("كلمات", True)
    assert message.user_comments == ["Source was: Eet u brood?"]


def test_the_old_source_goes_once_somebody_looked(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    finish(translations, "ar", a_bank())
    edited = a_bank(a_question(prompt="Eet u graag brood?"))
    extract(tmp_path, [edited])

    catalogue = translations / "ar/LC_MESSAGES/small.po"
    catalogue.write_text(catalogue.read_text().replace("#, fuzzy\n", ""))
    extract(tmp_path, [edited])

    assert "Source was" not in catalogue.read_text()


def test_a_similar_string_never_lends_its_translation(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    translate(translations, "ar", "small")
    another = a_question(id="drink", prompt="Eet u broodje?")

    extract(tmp_path, [a_bank(another)])

    assert not read_catalogue(translations, "ar", "small").get("Eet u broodje?", "drink/prompt").string
