import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from assessment.storage import held
from assessment.storage.case_records import Action, Advice, GivenAdvice, Quarantined, Score, StoredBundle
from assessment.storage.cases import CaseStore, ScoredMeanwhile, UnknownCase
from assessment.storage.numbers import ConflictingBundle

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
BUNDLE = StoredBundle("b-1", "kid-1", 1, "1123456787", "digest-1", b"sealed", "{}", (), NOW, "hanna")
FIRST = Score("b-1", 1, "small", "0.1.0", "ab" * 32, "1", "{}", NOW, "hanna")
AGAIN = replace(FIRST, number=2, bank_version="0.2.0", at=NOW + timedelta(days=1), reason="Another cut score")


@pytest.fixture
def store(tmp_path: Path) -> CaseStore:
    made = CaseStore(tmp_path / "desk.db")
    made.add_user("hanna", "hash")
    return made


def test_a_bundle_comes_back_as_it_was_stored(store: CaseStore) -> None:
    bundle = replace(BUNDLE, problems=("scores_differ",))

    assert store.add(bundle)

    assert store.bundle("b-1") == bundle
    assert store.bundles(bundle.code) == [bundle]


def test_the_same_contents_a_second_time_change_nothing(store: CaseStore) -> None:
    store.add(BUNDLE)
    before = store.audited()

    later = replace(BUNDLE, data=b"sealed anew", imported_at=NOW + timedelta(days=1))

    assert not store.add(later)
    assert store.bundles(BUNDLE.code) == [BUNDLE]
    assert store.audited() == before


@pytest.mark.parametrize(
    "other",
    [
        replace(BUNDLE, digest="digest-2"),
        replace(BUNDLE, digest="digest-2", sequence=2),
        replace(BUNDLE, digest="digest-2", bundle_id="b-2"),
    ],
    ids=["same id and place", "same id", "same place in the kiosk's row"],
)
def test_other_contents_in_the_same_place_never_overwrite(store: CaseStore, other: StoredBundle) -> None:
    store.add(BUNDLE)

    with pytest.raises(ConflictingBundle):
        store.add(other)

    assert store.bundles(BUNDLE.code) == [BUNDLE]


def test_a_bundle_and_its_audit_entry_are_one(store: CaseStore) -> None:
    store.add(BUNDLE)

    assert store.audited() == [("imported", "b-1")]


def test_everything_is_there_after_the_file_was_closed(tmp_path: Path) -> None:
    first = CaseStore(tmp_path / "desk.db")
    first.add_user("hanna", "hash")
    first.add(BUNDLE)
    first.close()

    assert CaseStore(tmp_path / "desk.db").bundle("b-1") == BUNDLE


def test_the_newest_case_comes_first(store: CaseStore) -> None:
    store.add_codes(["1123456787"], NOW, "hanna")
    store.set_reference("1123456787", "dossier 12")
    store.add(BUNDLE)
    store.add(replace(BUNDLE, bundle_id="b-2", sequence=2, code="1876543210", imported_at=NOW + timedelta(hours=1)))

    newest, oldest = store.cases()

    assert (newest.code, newest.issued, newest.reference) == ("1876543210", False, "")
    assert (oldest.code, oldest.issued, oldest.reference) == ("1123456787", True, "dossier 12")


def test_a_reference_needs_an_issued_code(store: CaseStore) -> None:
    with pytest.raises(UnknownCase):
        store.set_reference("1123456787", "dossier 12")


def test_advice_is_added_and_never_changed(store: CaseStore) -> None:
    store.add(BUNDLE)
    first = GivenAdvice(Advice("Kan veel", "Niet A1", "Sprak vlot", (Action("work", "stage", ""),)), NOW, "hanna")
    second = GivenAdvice(Advice("Kan nog meer"), NOW + timedelta(days=1), "hanna")

    store.add_advice(BUNDLE.code, first)
    store.add_advice(BUNDLE.code, second)

    assert store.advice(BUNDLE.code) == [second, first]


def test_advice_needs_a_case(store: CaseStore) -> None:
    with pytest.raises(UnknownCase):
        store.add_advice("1123456787", GivenAdvice(Advice("?"), NOW, "hanna"))


def test_what_is_held_apart_is_let_go_once_it_is_imported(store: CaseStore) -> None:
    waiting = Quarantined(sha256(BUNDLE.data).hexdigest(), BUNDLE.data, "unknown_bank", NOW, "hanna", "kiosk-1", 1)
    assert held.quarantine(store, waiting)
    assert not held.quarantine(store, waiting)
    assert held.quarantined(store) == [waiting]

    store.add(BUNDLE)

    assert held.quarantined(store) == []


def test_the_audit_trail_cannot_be_rewritten(store: CaseStore, tmp_path: Path) -> None:
    store.audit(NOW, "hanna", "refused", "not_a_bundle")
    other = sqlite3.connect(tmp_path / "desk.db")

    for statement in ("UPDATE audit SET event = 'imported'", "DELETE FROM audit"):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            other.execute(statement)


def test_failed_tries_are_counted_until_somebody_logs_in(store: CaseStore) -> None:
    store.add_failure("hanna", NOW - timedelta(minutes=9))
    store.add_failure("hanna", NOW)
    assert store.failures("hanna", NOW - timedelta(minutes=5)) == [NOW]

    store.forget_failures("hanna")

    assert store.failures("hanna", NOW - timedelta(days=1)) == []


def test_a_bundle_comes_with_its_first_score(store: CaseStore) -> None:
    store.add(BUNDLE, FIRST)

    assert store.scores("b-1") == [FIRST]
    assert store.scored_again() == []


def test_scoring_again_keeps_the_score_before(store: CaseStore) -> None:
    store.add(BUNDLE, FIRST)

    store.add_scores([AGAIN], AGAIN.at, "hanna", "small 0.2.0")

    assert store.scores("b-1") == [FIRST, AGAIN]
    assert store.scored_again() == ["b-1"]
    assert store.audited()[-1] == ("scored_again", "small 0.2.0")


def test_scores_are_added_together_or_not_at_all(store: CaseStore) -> None:
    store.add(BUNDLE, FIRST)
    store.add(replace(BUNDLE, bundle_id="b-2", sequence=2), replace(FIRST, bundle_id="b-2"))
    before = store.audited()

    with pytest.raises(ScoredMeanwhile):
        store.add_scores([AGAIN, replace(FIRST, bundle_id="b-2")], NOW, "hanna", "small 0.2.0")

    assert store.scores("b-1") == [FIRST]
    assert store.audited() == before


def test_a_score_cannot_be_rewritten(store: CaseStore, tmp_path: Path) -> None:
    store.add(BUNDLE, FIRST)
    other = sqlite3.connect(tmp_path / "desk.db")

    for statement in ("UPDATE scores SET profile = '[]'", "DELETE FROM scores"):
        with pytest.raises(sqlite3.IntegrityError, match="only followed by a newer one"):
            other.execute(statement)


def test_a_database_of_before_scores_were_kept_gets_their_table(tmp_path: Path) -> None:
    old = CaseStore(tmp_path / "desk.db")
    old.add_user("hanna", "hash")
    old.add(BUNDLE)
    old.close()
    older = sqlite3.connect(tmp_path / "desk.db")
    older.execute("DROP TABLE scores")
    older.commit()
    older.close()

    store = CaseStore(tmp_path / "desk.db")

    assert store.scores("b-1") == []
    store.add_scores([FIRST], NOW, "hanna", "small 0.1.0")
    assert store.scores("b-1") == [FIRST]
