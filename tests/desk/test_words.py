"""Every string of the desk and the report has its Dutch, and the shared pages too."""

from pathlib import Path

import pytest

from assessment.authoring import extract
from assessment.desk.shared_words import SHARED
from assessment.locales import folder
from assessment.locales.catalogues import read_catalogue

ROOT = Path(__file__).parent.parent.parent
# the pages of the shared app that the desk also shows
SHARED_PAGES = ("refusals.py", "base.html", "refusal.html")


@pytest.mark.parametrize("domain", ["desk", "report"])
def test_every_string_is_translated(domain: str) -> None:
    catalogue = read_catalogue(folder(), "nl", domain)

    assert [message.id for message in catalogue if message.id and not message.string] == []
    assert len(list(catalogue)) > 50


def test_the_desk_has_its_own_words_for_the_shared_pages() -> None:
    template = extract._program_template(ROOT, "kiosk")
    shared = {
        message.id
        for message in template
        if any(Path(place).name in SHARED_PAGES and "assessment/web" in place for place, _ in message.locations)
    }

    assert shared
    assert shared - set(SHARED) == set()
