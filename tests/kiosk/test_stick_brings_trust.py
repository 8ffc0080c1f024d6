"""A newer trust store comes on the same stick as the receipts; nothing else in its place is believed."""

from dataclasses import replace
from datetime import timedelta

from assessment.bundle import receipt, trust_file, trust_signatures
from assessment.bundle.contents import Audit
from assessment.bundle.receipt import Receipt
from assessment.desk import trust_changes, trusting
from assessment.storage import departures
from kiosk.service import Kiosk
from kiosk.transfer import Heard, TrustHeard
from tests.builders import NOW
from tests.bundle.officers import STRANGER, signed_by
from tests.kiosk.trusted import reads, stick
from tests.trusting import KIOSK, MUNICIPALITY, Pair


def puts_a_receipt(pair: Pair, kiosk: Kiosk, kid: str) -> None:
    key = trusting.receipt_key(pair.desk_home, pair.now)
    assert key is not None
    held = tuple(departures.held(kiosk.store))
    made = Receipt(
        municipality=MUNICIPALITY, kiosk=KIOSK, kid=kid, issued_at=NOW, bundles=held, audit=Audit(1, "ab" * 32)
    )
    (stick(pair) / receipt.file_name(kid)).write_bytes(receipt.sign(made, key))


def test_a_newer_store_counts_from_now_on(pair: Pair) -> None:
    kiosk = pair.kiosk()
    pair.clock.forward(days=1)
    trust_changes.rotate_recipient(pair.desk_home, pair.now)
    (stick(pair) / "trust.jws").write_bytes(pair.store())

    assert reads(pair, kiosk).trust is TrustHeard.NEWER

    before = kiosk.identity.recipient.jwk
    kiosk.hear_officers()
    assert kiosk.identity.recipient.jwk != before
    assert reads(pair, kiosk).trust is TrustHeard.SAME


def test_a_receipt_under_a_key_that_came_with_it_counts_at_once(pair: Pair) -> None:
    kiosk = pair.kiosk()
    pair.sits(kiosk)
    pair.clock.forward(days=1)
    trust_changes.rotate_receipts(pair.desk_home, pair.now)
    (stick(pair) / "trust.jws").write_bytes(pair.store())
    puts_a_receipt(pair, kiosk, kiosk.identity.device_key["kid"])

    assert reads(pair, kiosk) == Heard(found=True, received=1, trust=TrustHeard.NEWER)


def test_after_a_new_key_the_receipt_for_the_old_one_still_counts(pair: Pair) -> None:
    kiosk = pair.kiosk()
    pair.sits(kiosk)
    former = kiosk.identity.device_key["kid"]
    pair.renews()
    pair.brings_the_store()
    kiosk.hear_officers()
    assert kiosk.identity.device_key["kid"] != former
    puts_a_receipt(pair, kiosk, former)

    assert reads(pair, kiosk).received == 1


def test_last_months_store_changes_nothing(pair: Pair) -> None:
    kiosk = pair.kiosk()
    (stick(pair) / "trust.jws").write_bytes(trusting.exported(pair.desk_home, pair.now, 1))

    assert reads(pair, kiosk).trust is TrustHeard.OLDER
    assert kiosk.identity.trust.version == 2


def test_a_store_of_somebody_else_is_refused_and_noted(pair: Pair) -> None:
    kiosk = pair.kiosk()
    known = trust_file.stated(trust_signatures.load(pair.store()))
    swapped = trust_file.propose(replace(known, expires=known.expires + timedelta(days=900)), NOW)
    for data in (signed_by(swapped, STRANGER), trust_signatures.dump(swapped), b"", b"\x89PNG\r\n"):
        (stick(pair) / "trust.jws").write_bytes(data)

        assert reads(pair, kiosk).trust is TrustHeard.REFUSED

    entries = [row["entry"] for row in kiosk.store.rows("SELECT entry FROM audit")]
    assert sum('"trust_refused"' in entry for entry in entries) == 4
    kiosk.hear_officers()
    assert kiosk.identity.trust.version == 2


def test_a_link_in_its_place_is_not_followed(pair: Pair) -> None:
    kiosk = pair.kiosk()
    (stick(pair) / "trust.jws").symlink_to(pair.desk_home / "trust.jws")

    assert reads(pair, kiosk).trust is TrustHeard.NONE
