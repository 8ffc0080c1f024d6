from gettext import translation

from assessment.authoring import catalogues
from assessment.locales.catalogues import catalogue_path, read_catalogue
from tests.authoring.checkout import WORDS, a_bank, a_checkout, finish, translate, write


def compiled(translations, tag, domain):
    return translation(domain, str(translations), [tag])


def test_what_is_translated_can_be_read_back(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    finish(translations, "ar", a_bank())

    arabic = compiled(translations, "ar", "small")

    assert arabic.pgettext("eat/prompt", "Eet u brood?") == "كلمات"


def test_what_waits_for_a_second_look_is_never_compiled(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    translate(translations, "ar", "small", fuzzy="eat/prompt")

    catalogues.compile_all(translations)

    arabic = compiled(translations, "ar", "small")
    assert arabic.pgettext("eat/prompt", "Eet u brood?") == "Eet u brood?"
    assert arabic.pgettext("eat/choice/yes", "Ja") == "كلمات"


def test_a_plural_with_an_empty_form_is_never_compiled(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    translate(translations, "ar", "kiosk")
    catalogue = read_catalogue(translations, "ar", "kiosk")
    catalogue.get("%(num)d question").string = (WORDS["ar"],) * 5 + ("",)
    write(translations, "ar", "kiosk", catalogue)

    catalogues.compile_all(translations)

    arabic = compiled(translations, "ar", "kiosk")
    assert arabic.ngettext("%(num)d question", "%(num)d questions", 2) == "%(num)d questions"


def test_compiling_twice_gives_the_same_bytes(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    finish(translations, "ar", a_bank())
    path = catalogue_path(translations, "ar", "kiosk").with_suffix(".mo")
    before = path.read_bytes()

    assert path in catalogues.compile_all(translations)
    assert path.read_bytes() == before


def test_the_status_tells_what_is_missing_and_what_is_offered(tmp_path):
    translations = a_checkout(tmp_path, a_bank())
    finish(translations, "ar", a_bank())
    finish(translations, "nl", a_bank())
    finish(translations, "en", a_bank())

    lines = [" ".join(line.split()) for line in catalogues.status(translations, [a_bank()])]

    assert lines[0] == "locale domain strings missing stale draft compiled"
    assert "ar kiosk 3 0 0 3 yes" in lines
    assert "nl small 3 0 0 3 source" in lines
    assert "en kiosk 3 0 0 3 source" in lines
    assert "en small 3 0 0 3 yes" in lines
    assert "ti small 3 3 0 0 yes" in lines
    assert "ar offered" in lines
    assert "ti not offered: 6 not translated, first 'kiosk: Welcome'" in lines
