"""Which responses still count with a newer bank: those to items that show what they showed."""

from dataclasses import replace

import pytest

from assessment.items.load import Sources, load
from assessment.items.model import Item, ItemBank
from assessment.items.responses import Missing
from assessment.session import outcome, record, rescoring
from assessment.session.rescoring import counting, same, scored, unused
from tests.builders import a_bank, a_change, a_session, some_sources


def well_formed(sources: Sources) -> ItemBank:
    bank, problems = load(sources)
    assert bank is not None
    assert problems == []
    return bank


def with_another_app() -> ItemBank:
    mail = some_sources().apps["mail"]
    assert '"max_length": 1000' in mail
    return well_formed(some_sources(apps={"mail": mail.replace('"max_length": 1000', '"max_length": 900')}))


UNSEEN = {
    "key": ("nl-vis", "dutch.yaml", "key: b\n    guessing", "key: a\n    guessing"),
    "difficulty": ("nl-brood", "dutch.yaml", "value: -1.9", "value: -1.2"),
    "guessing": ("nl-later", "dutch.yaml", "key: b\n    difficulty", "key: b\n    guessing: 0.3\n    difficulty"),
    "right orders": ("nl-orde", "dutch.yaml", "orders: [[a, b, c], [c, b, a]]", "orders: [[a, b, c]]"),
    "accepted words": ("nl-typ", "dutch.yaml", "accept: [tuin, de tuin]", "accept: [tuin, een tuin]"),
    "domain": ("nl-typ", "dutch.yaml", "domain: typed\n", "domain: reading\n"),
    "note": ("nl-dicht", "dutch.yaml", "It hangs on the door of a shop", "It hangs on a door"),
    "evidence": ("mail-send", "computer.yaml", ">= 3", ">= 2"),
    "flags": ("mail-send", "computer.yaml", "min: 3", "min: 4"),
    "kind of work": ("int-cook", "interests.yaml", "riasec: R", "riasec: E"),
    "sector": ("int-care", "interests.yaml", "sectors: [ZO]", "sectors: [HO]"),
    "key of yes or no": ("yn-huis", "words.yaml", 'stimulus: huis, key: "yes"', 'stimulus: huis, key: "no"'),
    "condition": ("q-years", "history.yaml", "most: 25\n    when: [{response: q-school, in: [some]}]", "most: 25"),
    "cut score": ("nl-brood", "bank.yaml", "{level: A2, theta: 0.5}", "{level: A2, theta: 0.2}"),
    "tiles of occupations": ("q-job", "occupations.yaml", "text: Bediening", "text: Ober"),
}  # fmt: skip

SEEN = {
    "prompt": ("mail-send", "computer.yaml", "Stuur een e-mail aan Lina.", "Stuur Lina een e-mail."),
    "stimulus": ("nl-brood", "dutch.yaml", "stimulus: brood", "stimulus: vis"),
    "how a stimulus looks": ("nl-dicht", "dutch.yaml", "kind: sign", "kind: message"),
    "picture": ("nl-typ", "dutch.yaml", "picture: garden", "picture: bread"),
    "picture of a choice": ("nl-brood", "dutch.yaml", "{id: b, picture: fish}", "{id: b, picture: garden}"),
    "words of a choice": ("nl-later", "dutch.yaml", "text: Ik kom straks", "text: Ik kom morgen"),
    "one choice more": ("nl-later", "dutch.yaml", "straks}]", "straks}, {id: c, text: Nee}]"),
    "tiles": ("nl-orde", "dutch.yaml", "stimulus: morgen", "stimulus: vandaag"),
    "card": ("mail-send", "computer.yaml", "label: Adres van Lina", "label: Het adres"),
    "greatest number": ("q-years", "history.yaml", "most: 25", "most: 30"),
    "tag": ("own-ar-1", "reading.yaml", "1\n    type: choice\n    locale: ar", "1\n    type: choice\n    locale: ti"),
    "id": ("q-papers", "questions.yaml", "id: q-papers", "id: q-diploma"),
}  # fmt: skip


def changed(file: str, old: str, new: str) -> ItemBank:
    files = {file: a_change(file, old, new).files[file]}
    if old == "id: q-papers":  # the bank names it in a condition
        files["bank.yaml"] = a_change("bank.yaml", "response: q-papers", "response: q-diploma").files["bank.yaml"]
    return well_formed(some_sources(files))


@pytest.mark.parametrize(("item", "file", "old", "new"), UNSEEN.values(), ids=UNSEEN)
def test_a_response_counts_where_only_what_is_not_seen_was_changed(item: str, file: str, old: str, new: str) -> None:
    assert same(item, a_bank(), changed(file, old, new))


@pytest.mark.parametrize(("item", "file", "old", "new"), SEEN.values(), ids=SEEN)
def test_a_response_does_not_count_where_something_is_seen_otherwise(item: str, file: str, old: str, new: str) -> None:
    bank = changed(file, old, new)

    assert not same(item, a_bank(), bank)
    assert [name for name in a_bank().items if not same(name, a_bank(), bank)] == [item]


def test_a_task_in_an_app_that_works_otherwise_does_not_count() -> None:
    assert not same("mail-send", a_bank(), with_another_app())


def test_typed_dutch_that_becomes_own_words_has_another_field() -> None:
    bank = changed(
        "dutch.yaml", "    accept: [tuin, de tuin]\n    difficulty: {level: A2, drivers: [], value: 0.0}", ""
    )

    assert not same("nl-typ", a_bank(), bank)


def test_with_the_bank_that_was_sat_nothing_changes() -> None:
    session = a_session()

    found = scored(session, a_bank(), a_bank())

    assert found.session == session
    assert found.profile == record.dump_profile(outcome.profile(a_bank(), session))


def test_a_changed_item_is_left_out_as_if_it_had_never_been_shown() -> None:
    session = a_session({"q-papers": Missing.DECLINED})
    bank = changed("questions.yaml", "Welk werk deed u?", "Wat was uw werk?")

    kept = counting(session, a_bank(), bank)

    assert unused(session, a_bank(), bank) == ("q-work",)
    assert session.responses.keys() - kept.responses.keys() == {"q-work"}
    assert kept.missing == session.missing
    assert "q-work" not in kept.presented | kept.seconds.keys()
    assert outcome.sitting(bank, kept).missing["q-work"] is Missing.NOT_PRESENTED


def test_what_was_skipped_is_not_held_against_a_changed_question() -> None:
    session = a_session({"q-work": Missing.SKIPPED})
    bank = changed("questions.yaml", "Welk werk deed u?", "Wat was uw werk?")

    assert "q-work" not in counting(session, a_bank(), bank).missing
    assert unused(session, a_bank(), bank) == ()


def test_what_was_struck_out_stays_struck_out() -> None:
    session = replace(a_session(), withheld=frozenset({"q-work"}))
    bank = changed("questions.yaml", "Welk werk deed u?", "Wat was uw werk?")

    assert counting(session, a_bank(), bank).withheld == {"q-work"}


def test_it_is_said_of_every_field_of_an_item_whether_it_is_seen() -> None:
    """A new field must be put in one of these lists, and in `rescoring.shown` where it is seen."""
    seen = {"id", "prompt", "interaction", "stimulus", "picture", "practice", "locale"}
    unseen = {
        *("parameters", "worksheet", "riasec", "sectors", "personal", "domain", "block", "words", "seconds"),
        *("conditions", "note", "content_hash", "places"),
    }

    assert set(Item.__dataclass_fields__) == seen | unseen
    assert rescoring.shown("q-work", a_bank()) != rescoring.shown("q-papers", a_bank())
