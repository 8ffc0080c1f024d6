"""A kiosk with one item on screen, for each kind of item."""

from pathlib import Path
from tempfile import mkdtemp

import pytest

from assessment.items.model import Review, Section
from tests.kiosk.builders import a_candidate, a_kiosk
from tests.trusting import Pair, a_pair
from tests.web.builders import WORDS, a_bank

EVERY = ("nl", "ar", "ti", "fa", "en")


@pytest.fixture
def at(tmp_path):
    def sits_down(item, locale="nl"):
        bank = a_bank(Section("one", "Deel", (item, WORDS), back=True, review=Review.EACH))
        home = Path(mkdtemp(dir=tmp_path))
        return a_candidate(home, a_kiosk(home, EVERY, bank=bank)).sits_down(locale)

    return sits_down


def given(candidate, item):
    (session_id,) = candidate.kiosk.keyring._open
    return candidate.kiosk.session(session_id).responses[item.id]


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return a_pair(tmp_path)
