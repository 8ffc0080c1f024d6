"""Whom a kiosk trusts: set up with a signed store, it takes newer ones and keeps the one it has against all others."""

import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from assessment.bundle import enrolment, keys, trust_file, trust_signatures
from assessment.bundle.errors import BadTrust, ExpiredTrust, NotEnoughSignatures, NoTrustStore, RolledBack
from assessment.desk import trust_changes, trusting
from assessment.storage import outbox, trust_files
from kiosk import home, trust_text
from kiosk import trusting as kiosk_trusting
from kiosk.home import AlreadyEnrolled
from kiosk.trusting import NotTrusted
from tests.builders import CODE, NOW
from tests.bundle.officers import ANNE, BRAM, CARO, DAY, STRANGER, of, signed_by
from tests.kiosk.builders import a_candidate
from tests.kiosk.builders import a_kiosk as a_served_kiosk
from tests.kiosk.trusted import said
from tests.trusting import KIOSK, Pair, a_pair

# setting up


def test_a_kiosk_is_set_up_with_words_to_compare_and_a_request(tmp_path: Path) -> None:
    pair = a_pair(tmp_path, enrolled=False)
    made = home.enrol(tmp_path / "second", "kiosk-2", pair.store(), pair.now)

    shown = said(trust_text.enrolled(made, pair.now))

    officer = made.trust.officers.members[0]
    for key in (officer.jwk, made.trust.recipients[0].jwk, made.key):
        assert keys.words(key) in shown
        assert keys.fingerprint(key) in shown
    assert enrolment.read(made.request.read_bytes()).jwk == made.key


def test_only_the_owner_reads_the_files_of_a_kiosk(pair: Pair) -> None:
    assert {path.stat().st_mode & 0o077 for path in pair.kiosk_home.iterdir()} == {0}


def test_a_store_that_too_few_signed_sets_no_kiosk_up(tmp_path: Path) -> None:
    trust_changes.found(tmp_path, "amsterdam", of(ANNE, BRAM, CARO), NOW)
    proposal = trust_signatures.load((tmp_path / trusting.PROPOSAL).read_bytes())

    with pytest.raises(NotEnoughSignatures):
        home.enrol(tmp_path / "kiosk", KIOSK, signed_by(proposal, ANNE), NOW)
    assert not (tmp_path / "kiosk" / kiosk_trusting.DEVICE).exists()


def test_keys_are_never_overwritten(pair: Pair) -> None:
    with pytest.raises(AlreadyEnrolled):
        home.enrol(pair.kiosk_home, KIOSK, pair.store(), pair.now)


def test_a_kiosk_of_version_0_1_says_what_to_do_and_then_goes_on(pair: Pair) -> None:
    (pair.kiosk_home / trust_files.PIN).unlink()
    (pair.kiosk_home / trust_files.STORE).unlink()
    (pair.kiosk_home / "desk.json").write_text("{}")

    with pytest.raises(NoTrustStore, match=r"only the unsigned desk\.json of version 0\.1; .* run: kiosk trust"):
        home.identity(pair.kiosk_home, pair.now)
    shown = said(trust_text.accepted(pair.kiosk_home, pair.store(), pair.now))

    assert "Compare these words" in shown
    assert home.identity(pair.kiosk_home, pair.now).name == KIOSK


def test_the_kiosk_seals_to_the_key_of_the_store_and_to_no_other(pair: Pair) -> None:
    found = home.identity(pair.kiosk_home, pair.now)

    assert found.recipient.jwk == pair.brings_the_store().sealing_key(pair.now).jwk
    assert found.recipient.municipality == "amsterdam"
    assert len(found.receipt_keys) == 1


# newer stores, and others


def test_a_newer_store_is_accepted_and_says_what_is_new(pair: Pair) -> None:
    trust_changes.rotate_recipient(pair.desk_home, pair.now)

    shown = said(trust_text.accepted(pair.kiosk_home, pair.store(), pair.now))

    key = home.identity(pair.kiosk_home, pair.now).recipient.jwk
    assert f"bundles are sealed to a new key: {keys.words(key)}" in shown
    assert "Version 3 of amsterdam counts now" in shown


def attacks(pair: Pair) -> dict[str, tuple[bytes, type[Exception]]]:
    """Files that somebody puts on the stick instead of the desk's store."""
    good = trust_signatures.load(pair.store())
    known = trust_file.stated(good)
    theirs = keys.public(keys.make_recipient_key())
    swapped = replace(known, recipients=(replace(known.recipients[0], jwk=theirs),))
    unsigned = trust_file.propose(swapped, NOW)
    mine = replace(swapped, officers=of(STRANGER, threshold=1))
    return {
        "unsigned": (trust_signatures.dump(unsigned), NotEnoughSignatures),
        "signed by a stranger": (signed_by(unsigned, STRANGER), NotEnoughSignatures),
        "with officers of their own": (signed_by(trust_file.propose(mine, NOW), STRANGER), NotEnoughSignatures),
        "under the good signatures": (trust_signatures.dump(replace(unsigned, signatures=good.signatures)), BadTrust),
        "last month's": (trusting.exported(pair.desk_home, NOW, 1), RolledBack),
        "nothing": (b"", BadTrust),
        "a picture": (b"\x89PNG\r\n", BadTrust),
    }


@pytest.mark.parametrize("attack", ["unsigned", "signed by a stranger", "with officers of their own",
                                    "under the good signatures", "last month's", "nothing", "a picture"])  # fmt: skip
def test_another_store_is_refused_and_the_accepted_one_stays(pair: Pair, attack: str) -> None:
    before, (data, error) = home.identity(pair.kiosk_home, pair.now), attacks(pair)[attack]

    with pytest.raises(error) if error is not NotEnoughSignatures else pytest.raises(Exception, match="officers"):
        kiosk_trusting.accept(pair.kiosk_home, data, pair.now)

    assert home.identity(pair.kiosk_home, pair.now) == before


@pytest.mark.parametrize("attack", ["unsigned", "signed by a stranger", "with officers of their own",
                                    "under the good signatures", "last month's", "nothing", "a picture"])  # fmt: skip
def test_whoever_replaces_the_file_in_the_folder_changes_nothing_and_is_named(
    pair: Pair, attack: str, caplog: pytest.LogCaptureFixture
) -> None:
    before, (data, _) = home.identity(pair.kiosk_home, pair.now), attacks(pair)[attack]
    (pair.kiosk_home / trust_files.STORE).write_bytes(data)

    with caplog.at_level(logging.WARNING):
        after = home.identity(pair.kiosk_home, pair.now)

    assert after == before
    assert "trust.jws" in caplog.text
    assert "was replaced and is refused" in said(trust_text.warnings(pair.kiosk_home, after, pair.now))


def test_a_newer_store_that_is_put_into_the_folder_counts(pair: Pair) -> None:
    trust_changes.renew(pair.desk_home, pair.now)

    (pair.kiosk_home / trust_files.STORE).write_bytes(pair.store())

    assert home.identity(pair.kiosk_home, pair.now).trust.version == 3


def test_a_missing_copy_is_no_trouble(pair: Pair) -> None:
    (pair.kiosk_home / trust_files.STORE).unlink()

    assert home.identity(pair.kiosk_home, pair.now).trust.version == 2


def test_an_expired_store_is_not_accepted(pair: Pair) -> None:
    trust_changes.renew(pair.desk_home, pair.now)

    with pytest.raises(ExpiredTrust):
        kiosk_trusting.accept(pair.kiosk_home, pair.store(), pair.now + 91 * DAY)


def test_a_running_kiosk_hears_of_a_new_store_and_writes_it_down(pair: Pair) -> None:
    kiosk = pair.kiosk()
    entries = kiosk.store.audit_head().n
    trust_changes.rotate_recipient(pair.desk_home, pair.now)

    accepted = pair.brings_the_store()
    pair.sits(kiosk)

    assert kiosk.identity.recipient.jwk == accepted.sealing_key(pair.now).jwk
    assert kiosk.store.audit_head().n > entries


def test_a_running_kiosk_goes_on_where_its_files_cannot_be_read(pair: Pair, caplog: pytest.LogCaptureFixture) -> None:
    kiosk = pair.kiosk()
    opened = kiosk.start(CODE, "ar")
    (pair.kiosk_home / trust_files.PIN).write_text("{")

    assert pair.shares(kiosk, opened.session_id)
    assert "the one before still counts" in caplog.text


# no session begins that the desk would refuse, and every session ends


def test_after_the_store_expired_nobody_starts_but_whoever_began_can_share(pair: Pair) -> None:
    kiosk = pair.kiosk()
    opened = kiosk.start(CODE, "ar")
    kiosk.pause(opened.session_id)
    pair.clock.forward(days=91)

    with pytest.raises(NotTrusted) as refused:
        kiosk.start(CODE, "ar")
    resumed = kiosk.resume(opened.resume_code)

    assert refused.value.code == "trust_expired"
    assert pair.shares(kiosk, resumed.session_id)
    assert len(outbox.waiting(pair.kiosk_home / "kiosk.db")) == 1


def test_thirty_days_before_the_end_the_operator_is_told(pair: Pair) -> None:
    found = home.identity(pair.kiosk_home, pair.now)

    assert kiosk_trusting.warnings(found, NOW + 59 * DAY) == []
    assert "the trust store expires in 30 days" in said(kiosk_trusting.warnings(found, NOW + 60 * DAY))
    assert "no new session can start" in said(kiosk_trusting.warnings(found, NOW + 91 * DAY))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"devices": ()}, "key_unknown"),
        ({"recipients": ()}, "no_recipient"),
        ({"expires": NOW - DAY}, "trust_expired"),
    ],
)
def test_what_keeps_a_session_from_starting_has_a_name(pair: Pair, changes: dict[str, object], code: str) -> None:
    found = home.identity(pair.kiosk_home, pair.now)

    assert kiosk_trusting.hindrance(found, pair.now) == ""
    assert kiosk_trusting.hindrance(replace(found, trust=replace(found.trust, **changes)), pair.now) == code


@pytest.mark.parametrize(
    ("changes", "code"), [({"revoked": True}, "key_revoked"), ({"not_after": NOW - DAY}, "key_expired")]
)
def test_a_key_that_counts_no_more_starts_nothing(pair: Pair, changes: dict[str, object], code: str) -> None:
    found = home.identity(pair.kiosk_home, pair.now)
    devices = (replace(found.trust.devices[0], **changes),)

    assert kiosk_trusting.hindrance(replace(found, trust=replace(found.trust, devices=devices)), pair.now) == code


def test_a_kiosk_that_the_desk_has_not_enrolled_starts_nothing(tmp_path: Path) -> None:
    kiosk = a_pair(tmp_path, enrolled=False).kiosk()

    with pytest.raises(NotTrusted, match="the desk does not know this kiosk's key yet"):
        kiosk.start(CODE, "ar")


def test_a_kiosk_whose_clock_is_a_little_behind_the_desk_still_starts(pair: Pair) -> None:
    found = home.identity(pair.kiosk_home, pair.now)

    assert kiosk_trusting.hindrance(found, pair.now - timedelta(minutes=20)) == ""


def test_a_candidate_reads_that_it_is_not_because_of_them(tmp_path: Path) -> None:
    kiosk = a_served_kiosk(tmp_path)
    kiosk.identity = replace(kiosk.identity, trust=replace(kiosk.identity.trust, devices=()))
    candidate = a_candidate(tmp_path, kiosk)
    candidate.get("/")
    candidate.goes(candidate.post("/language", locale="nl"))

    response = candidate.post("/start", code=CODE)

    assert response.status_code == 503
    assert "key" not in candidate.page.partition("<main")[2]
