"""What makes a bank another bank: its content hash."""

import pytest

from assessment.items.load import load
from assessment.items.model import ItemBank
from tests.builders import a_bank, a_changed_bank, some_sources

# the hash


def changed(file: str, old: str, new: str) -> ItemBank:
    return a_changed_bank(file, old, new)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("questions.yaml", "Welk werk deed u?", "Welk werk doet u?"),
        (
            "dutch.yaml",
            "key: a\n    guessing: 0.5\n    difficulty: {level: A1, drivers: [f",
            "key: b\n    guessing: 0.5\n    difficulty: {level: A1, drivers: [f",
        ),
        ("bank.yaml", "theta: 0.5", "theta: 0.6"),
        ("pictures.yaml", "icon: fish", "icon: shark"),
        ("bank.yaml", "kind: none", "kind: task"),
        ("occupations.yaml", "text: Kok", "text: Chef-kok"),
        ("sector-occupations.yaml", "{R: 5,", "{R: 5.1,"),
        ("sector-occupations.yaml", "label: Koks", "label: Chef-koks"),
        ("words.yaml", "not_in: [reads_not]", "not_in: [partly]"),
    ],
)
def test_the_hash_changes_with_the_content(file: str, old: str, new: str) -> None:
    assert changed(file, old, new).content_hash != a_bank().content_hash


@pytest.mark.parametrize(
    ("old", "new"),
    [("outlook: tight", "outlook: easing"), ("2026-02-28", "2026-11-01"), ("Veel vraag", "Weinig vraag")],
)
def test_the_hash_stays_when_the_labour_market_changes(old: str, new: str) -> None:
    renewed = changed("labour-market.yaml", old, new)

    assert renewed.content_hash == a_bank().content_hash
    assert renewed.outlooks != a_bank().outlooks


def test_a_bank_needs_neither_file_about_sectors() -> None:
    sources = some_sources()
    for name in ("sector-occupations.yaml", "labour-market.yaml"):
        del sources.files[name]

    bank, problems = load(sources)

    assert problems == []
    assert bank is not None
    assert (bank.sector_occupations, bank.outlooks) == ((), ())


def test_the_hash_changes_with_the_app() -> None:
    mail = some_sources().apps["mail"].replace('"max_length": 120', '"max_length": 121')

    bank, _ = load(some_sources(apps={"mail": mail}))

    assert bank is not None
    assert bank.content_hash != a_bank().content_hash


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("questions.yaml", "section: questions", "# a remark\nsection: questions  # and another"),
        ("questions.yaml", "section: questions\ntitle: School en werk", "title: School en werk\nsection: questions"),
        ("questions.yaml", "{id: here, text: Ja}", "{text: Ja, id: here}"),
        ("questions.yaml", "prompt: Welk werk deed u?", 'prompt: "Welk werk deed u?"'),
    ],
)
def test_the_hash_stays_with_remarks_the_order_of_keys_and_quotes(file: str, old: str, new: str) -> None:
    assert changed(file, old, new).content_hash == a_bank().content_hash


def test_only_the_item_that_changed_has_another_hash() -> None:
    bank = changed("questions.yaml", "Welk werk deed u?", "Welk werk doet u?")

    other = {name for name, item in bank.items.items() if item.content_hash != a_bank().item(name).content_hash}

    assert other == {"q-work"}
