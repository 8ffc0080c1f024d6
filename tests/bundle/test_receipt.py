from dataclasses import replace

import pytest

from assessment.bundle import compact, enrolment, keys, manifest, receipt, strict_json
from assessment.bundle.contents import Audit
from assessment.bundle.errors import MalformedContents, UnknownDevice
from assessment.bundle.manifest import Listed
from assessment.bundle.receipt import BadReceipt, Matched, Receipt
from tests.bundle.builders import KIOSK, MUNICIPALITY, NOW, a_place
from tests.bundle.test_manifest import listed

RECEIPT_KEY = keys.make_device_key()
KNOWN = [keys.public(RECEIPT_KEY)]
KID = a_place().device_key["kid"]


def a_receipt(*bundles, **changes):
    good = Receipt(
        municipality=MUNICIPALITY,
        kiosk=KIOSK,
        kid=KID,
        issued_at=NOW,
        bundles=bundles or (listed(1), listed(2)),
        audit=Audit(12, "cd" * 32),
    )
    return replace(good, **changes)


def test_the_kiosk_reads_what_the_desk_signed():
    assert receipt.read(receipt.sign(a_receipt(), RECEIPT_KEY), KNOWN) == a_receipt()


def test_a_key_that_signs_no_receipts_is_refused():
    data = receipt.sign(a_receipt(), keys.make_device_key())

    with pytest.raises(BadReceipt, match="not among the 1"):
        receipt.read(data, KNOWN)


def test_a_kiosk_cannot_write_itself_a_receipt():
    with pytest.raises(BadReceipt):
        receipt.read(receipt.sign(a_receipt(), a_place().device_key), KNOWN)


def test_the_key_of_the_desk_for_receipts_signs_no_bundles():
    place = a_place()
    made = manifest.Manifest(
        issuer=KIOSK, audience=MUNICIPALITY, issued_at=NOW, number=1, last=0, bundles=(), audit=Audit(0, "")
    )
    data = manifest.seal(made, RECEIPT_KEY, keys.public(place.desk_key)).data

    with pytest.raises(UnknownDevice):
        manifest.unsealed(data, [place.desk_key], place.trust, NOW)


def test_another_statement_by_the_right_key_is_no_receipt():
    with pytest.raises(BadReceipt):
        receipt.read(enrolment.request(KIOSK, RECEIPT_KEY, NOW), KNOWN)


def test_with_the_kid_of_the_desk_and_another_key_it_is_refused():
    stranger = {**keys.make_device_key(), "kid": RECEIPT_KEY["kid"]}
    header = {**receipt.HEADER, "kid": stranger["kid"]}

    with pytest.raises(BadReceipt, match="signature"):
        receipt.read(compact.signed(header, b"{}", keys.native(stranger)).encode(), KNOWN)


@pytest.mark.parametrize("data", [b"", b"..", b"a.b.c", b"\xff" * 100, b"x" * (1024 * 1024 + 1), b"{}"])
def test_what_is_no_receipt_is_refused(data):
    with pytest.raises(BadReceipt):
        receipt.read(data, KNOWN)


def claims(**changes):
    good = {
        "v": 1,
        "iss": MUNICIPALITY,
        "kiosk": KIOSK,
        "kid": KID,
        "iat": int(NOW.timestamp()),
        "bundles": manifest.dumped([listed(1)]),
        "audit": {"n": 0, "head": ""},
    }
    return {**good, **changes}


def signed(said):
    header = {"alg": "ES256", "kid": RECEIPT_KEY["kid"], "typ": receipt.HEADER["typ"]}
    return compact.signed(header, strict_json.dumps(said), keys.native(RECEIPT_KEY)).encode()


def test_what_a_desk_signs_without_this_program_is_read_too():
    assert receipt.read(signed(claims()), KNOWN).bundles == (listed(1),)


@pytest.mark.parametrize(
    "changes",
    [
        {"v": 2},
        {"v": 1.0},
        {"kid": "x"},
        {"kiosk": ""},
        {"more": 1},
        {"audit": None},
        {"bundles": manifest.dumped([listed(2), listed(1)])},
        {"bundles": [{"seq": True, "jti": listed(1).bundle_id, "sha256": listed(1).digest}]},
    ],
)
def test_other_claims_are_refused(changes):
    with pytest.raises(BadReceipt):
        receipt.read(signed(claims(**changes)), KNOWN)


def test_any_character_that_changed_is_refused():
    data = receipt.sign(a_receipt(), RECEIPT_KEY)

    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1
        with pytest.raises(BadReceipt):
            receipt.read(bytes(changed), KNOWN)


def test_a_receipt_of_very_many_bundles_names_the_last_ones():
    many = a_receipt(*map(listed, range(1, 6_001)))

    read = receipt.read(receipt.sign(many, RECEIPT_KEY), KNOWN)

    assert (len(read.bundles), read.bundles[-1]) == (receipt.MOST, listed(6_000))


# whose it is, and what it is good for


@pytest.mark.parametrize("wrong", [{"municipality": "utrecht"}, {"kiosk": "kiosk-2"}, {"kid": "k" * 43}])
def test_a_receipt_for_somebody_else_is_refused(wrong):
    receipt.addressed(a_receipt(), MUNICIPALITY, KIOSK, [KID])

    with pytest.raises(BadReceipt, match="expected one"):
        receipt.addressed(a_receipt(**wrong), MUNICIPALITY, KIOSK, [KID])


def test_only_what_is_held_here_and_is_the_same_arrived():
    held = [listed(1), listed(2), listed(3)]

    assert receipt.matched(a_receipt(listed(2), listed(9)), held) == Matched((listed(2),))


@pytest.mark.parametrize("wrong", [{"digest": "ee" * 32}, {"bundle_id": listed(8).bundle_id}])
def test_a_receipt_for_other_contents_deletes_nothing(wrong):
    found = receipt.matched(a_receipt(replace(listed(1), **wrong)), [listed(1), listed(2)])

    assert found == Matched((), (listed(1),))


def test_a_receipt_under_another_number_deletes_nothing():
    assert receipt.matched(a_receipt(Listed(5, listed(1).bundle_id, listed(1).digest)), [listed(1)]).arrived == ()


def test_the_name_of_the_file_does_not_say_whose_it_is():
    name = receipt.file_name(KID)

    assert name == receipt.file_name(KID) != receipt.file_name("k" * 43)
    assert KID not in name


def test_what_no_kiosk_would_accept_is_not_signed():
    with pytest.raises((BadReceipt, MalformedContents)):
        receipt.sign(a_receipt(kiosk="two words"), RECEIPT_KEY)
