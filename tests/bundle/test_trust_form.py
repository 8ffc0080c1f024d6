"""The form of a trust store: what another form, a flipped bit or signed nonsense comes to."""

import json

import pytest

from assessment.bundle import compact, keys, trust_file, trust_signatures
from assessment.bundle.enrolment import Enrolment
from assessment.bundle.errors import (
    BadTrust,
    TrustError,
)
from assessment.bundle.trust import enrol
from assessment.bundle.trust_file import accept, propose
from tests.bundle.builders import NOW, part
from tests.bundle.officers import (
    ANNE,
    BRAM,
    a_store,
    accepted,
    signed_by,
    some_trust,
)

# the form of the file


def test_a_signature_under_another_type_does_not_count():
    payload = propose(some_trust(), NOW).payload
    header = {"alg": "ES256", "kid": ANNE.key["kid"], "typ": "assessment-receipt+jws"}
    protected, _, signature = compact.signed(header, payload, keys.native(ANNE.key)).split(".")
    data = {"payload": compact.encoded(payload), "signatures": [{"protected": protected, "signature": signature}]}

    with pytest.raises(BadTrust, match=r"header\.typ"):
        accept(json.dumps(data).encode(), None, NOW)


def mangled(change):
    store = json.loads(a_store())
    change(store)
    return json.dumps(store).encode()


def protected(**changes):
    header = {"alg": "ES256", "kid": ANNE.key["kid"], "typ": "assessment-trust+json", **changes}
    return part({name: value for name, value in header.items() if value})


MANGLED = {
    "a field more": lambda store: store.update(header={}),
    "no signatures": lambda store: store.pop("signatures"),
    "flattened": lambda store: store.update(**store.pop("signatures")[0]),
    "unprotected header": lambda store: store["signatures"][0].update(header={"kid": ANNE.key["kid"]}),
    "padding": lambda store: store.update(payload=store["payload"] + "="),
    "a line end": lambda store: store.update(payload=store["payload"] + "\n"),
    "other letters": lambda store: store.update(payload="é"),
    "a number": lambda store: store.update(payload=1),
    "stray bits": lambda store: store["signatures"][0].update(signature=store["signatures"][0]["signature"][:-1] + "B"),
    "too many": lambda store: store.update(signatures=store["signatures"] * 9),
    "another algorithm": lambda store: store["signatures"][0].update(protected=protected(alg="HS256")),
    "none": lambda store: store["signatures"][0].update(protected=protected(alg="none")),
    "its own key": lambda store: store["signatures"][0].update(protected=protected(jwk=keys.public(ANNE.key))),
    "no kid": lambda store: store["signatures"][0].update(protected=protected(kid=None)),
    "an empty signature": lambda store: store["signatures"][0].update(signature=""),
}


@pytest.mark.parametrize("change", MANGLED.values(), ids=MANGLED.keys())
def test_another_form_is_refused(change):
    with pytest.raises(BadTrust):
        accept(mangled(change), None, NOW)


def test_one_flipped_bit_anywhere_changes_nothing_or_is_refused():
    data = a_store()
    good = accept(data, None, NOW)

    for position in range(len(data)):
        changed = bytearray(data)
        changed[position] ^= 1 << (position % 8)
        try:
            assert accept(bytes(changed), None, NOW) == good  # white space between fields
        except TrustError:
            continue


PAYLOADS = {
    "another format": {"v": 2},
    "version zero": {"version": 0},
    "a version in words": {"version": "1"},
    "true for a version": {"version": True},
    "a field more": {"extra": 1},
    "a name with spaces": {"municipality": "Den Haag"},
    "no officers": {"officers": [], "threshold": 1},
    "a threshold out of reach": {"threshold": 4},
    "a bank without a hash": {"banks": [{"id": "b", "version": "1", "sha256": "ab"}]},
}


@pytest.mark.parametrize("changes", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_signed_nonsense_is_refused(changes):
    said = {**json.loads(propose(some_trust(), NOW).payload), **changes}
    store = trust_signatures.SignedStore(json.dumps(said).encode())

    with pytest.raises(BadTrust):
        accept(signed_by(store, ANNE, BRAM), None, NOW)


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "lost"},
        {"status": "active", "revoked_at": 1_790_000_000},
        {"status": "active", "last_good_seq": 3},
        {"status": "revoked", "revoked_at": "yesterday"},
        {"last_good_seq": -1},
        {"nbf": None},
    ],
    ids=str,
)
def test_a_kiosk_is_either_active_or_revoked(changes):
    said = json.loads(propose(some_trust(), NOW).payload)
    said["kiosks"][0].update(changes)

    with pytest.raises(BadTrust):
        accept(signed_by(trust_signatures.SignedStore(json.dumps(said).encode()), ANNE, BRAM), None, NOW)


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b"a.b.c", b"\xff", b"{" * 50, b'{"payload":"e30"}'])
def test_a_file_that_is_no_trust_store_is_refused(data):
    with pytest.raises(BadTrust):
        accept(data, None, NOW)


def test_signatures_of_two_officers_are_brought_together():
    proposal = propose(some_trust(), NOW)
    anne, bram = (trust_signatures.signed(proposal, signer.key) for signer in (ANNE, BRAM))

    together = trust_signatures.merged(anne, bram)

    assert accept(trust_signatures.dump(together), None, NOW).version == 1
    assert trust_signatures.merged(together, anne) == together
    with pytest.raises(BadTrust, match="expected the same proposal"):
        trust_signatures.merged(anne, propose(some_trust(version=8), NOW))


def test_what_was_accepted_is_still_read_when_it_has_expired():
    assert trust_file.in_force(a_store(), None).version == 1


def test_an_enrolled_kiosk_is_in_the_next_version():
    asked = Enrolment("kiosk-2", keys.public(keys.make_device_key()), NOW)

    following = accept(signed_by(propose(enrol(accepted(), asked, NOW), NOW), ANNE, BRAM), accepted(), NOW)

    assert following.device(asked.jwk["kid"]).name == "kiosk-2"
