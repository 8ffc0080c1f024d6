import pytest

from assessment.authoring.checks import problems
from assessment.locales import LOCALES, folder, offered
from assessment.storage import banks


def our_banks():
    return [banks.load(banks.built_in(name)) for name in banks.folder_names()]


@pytest.mark.parametrize("tag", LOCALES)
def test_our_translations_have_no_problems(tag):
    assert problems(tag, folder(), our_banks()) == []


@pytest.mark.parametrize("name", banks.folder_names())
def test_every_locale_is_offered_for_our_banks(name):
    bank = banks.load(banks.built_in(name))

    assert [offer.reasons for offer in offered(bank, folder()) if not offer.offered] == []
