"""Three officers of a municipality, and trust stores that some of them signed."""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

from assessment.bundle import keys, trust_file, trust_signatures
from assessment.bundle.keys import Jwk
from assessment.bundle.officers import Officer, Officers
from assessment.bundle.trust import Trust
from assessment.bundle.trust_keys import add_receipt_key, add_recipient
from assessment.bundle.trust_signatures import SignedStore
from tests.bundle.builders import NOW, a_place

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Signer:
    """An officer with the private key."""

    name: str
    key: Jwk

    @property
    def public(self) -> Officer:
        return Officer(self.name, keys.public(self.key))


@cache
def a_signer(name: str) -> Signer:
    return Signer(name, keys.make_officer_key())


ANNE, BRAM, CARO, DIRK = (a_signer(name) for name in ("anne", "bram", "caro", "dirk"))
STRANGER = a_signer("stranger")


def of(*signers: Signer, threshold: int = 2) -> Officers:
    return Officers(tuple(signer.public for signer in signers), threshold)


def some_trust(**changes: object) -> Trust:
    """What Anne, Bram and Caro vouch for, two of them at a time: the desk's keys and one kiosk."""
    place = a_place()
    trust = add_recipient(replace(place.trust, officers=of(ANNE, BRAM, CARO)), place.desk_key, NOW - 7 * DAY)
    return replace(add_receipt_key(trust, a_receipt_key(), NOW - 7 * DAY), **changes)


@cache
def a_receipt_key() -> Jwk:
    return keys.make_receipt_key()


def signed_by(store: SignedStore, *signers: Signer) -> bytes:
    for signer in signers:
        store = trust_signatures.signed(store, signer.key)
    return trust_signatures.dump(store)


def a_store(*signers: Signer, version: int = 1, **changes: object) -> bytes:
    """The file of `some_trust` in *version* with these *signers*: Anne and Bram, where none is named."""
    proposal = trust_file.propose(some_trust(version=version - 1, **changes), NOW)
    return signed_by(proposal, *(signers or (ANNE, BRAM)))


def accepted(version: int = 1, **changes: object) -> Trust:
    return trust_file.accept(a_store(version=version, **changes), None, NOW)
