"""The place that is attacked: a desk, the kiosks that it trusts or no longer trusts, and a stranger.

Everything that depends on the form of a bundle or of the trust store is asked of the program here, in one module.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache

from joserfc.jwe import decrypt_compact

from assessment.bundle import enrolment, keys, strict_json, trust_file, trust_signatures
from assessment.bundle.compact import ENCRYPTION
from assessment.bundle.contents import Contents, to_claims
from assessment.bundle.errors import BundleError
from assessment.bundle.keys import Jwk
from assessment.bundle.officers import Officer, Officers
from assessment.bundle.seal import INNER, OUTER, seal
from assessment.bundle.trust import Trust, enrol, revoke
from assessment.bundle.trust_keys import add_receipt_key, add_recipient
from assessment.bundle.unseal import Verified, verified
from tests.bundle.builders import some_contents
from tests.proof import forge
from tests.proof.forge import Jwe
from tests.vectors.make_contents_v1 import contents as a_sitting

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
MUNICIPALITY = "amsterdam"
KIOSK, SECOND, LOST, STOLEN, OLD = "kiosk-1", "kiosk-2", "kiosk-lost", "kiosk-stolen", "kiosk-old"
LAST_GOOD = 7  # number of the last bundle that the stolen kiosk made before it was stolen, five days ago
VERSION = 5  # of the trust store
OFFICERS = ("anne", "bram", "caro")  # two of them must agree
_DESKS, _SIGNERS = ("desk", "earlier", "elsewhere"), ("receipts", "stranger")
# when each kiosk was enrolled and for how long, in days before now; the second so long ago that a bundle can expire
_ENROLLED = {KIOSK: (7, 180), SECOND: (400, 500), LOST: (30, 180), STOLEN: (30, 180), OLD: (100, 50)}


@dataclass(frozen=True)
class Scene:
    """Keys by the name of who has them, and the *trust* store that the officers signed, as a *store* too.

    The desk has an *earlier* key, there is one *elsewhere*, it signs its *receipts*, and a *stranger* has a key too.
    """

    kiosks: Mapping[str, Jwk]
    officers: Mapping[str, Jwk]
    desk: Jwk
    earlier: Jwk
    elsewhere: Jwk
    receipts: Jwk
    stranger: Jwk
    trust: Trust
    store: bytes
    now: datetime = NOW

    @property
    def kiosk(self) -> Jwk:
        """The key of the kiosk that is in order."""
        return self.kiosks[KIOSK]

    def claims(self, **changes: object) -> dict[str, object]:
        """Claims that are in order, but for *changes*; short, because only whole files need padding."""
        return {**to_claims(some_contents()), **changes}

    def without(self, name: str) -> dict[str, object]:
        """Claims in which *name* is missing."""
        return {field: value for field, value in self.claims().items() if field != name}

    def token(self, payload: object, key: Jwk | None = None, **header: object) -> bytes:
        """*payload* signed by the kiosk, or with *key*; the header has its kid and may be changed."""
        key = key or self.kiosk
        plain = payload if isinstance(payload, bytes) else strict_json.spaced(payload)
        return forge.jws(self.inner(key, **header), plain, key)

    def inner(self, key: Jwk | None = None, **changes: object) -> dict[str, object]:
        """The header of the signed token; None takes a field away."""
        return _header(INNER, key or self.kiosk, changes)

    def outer(self, key: Jwk | None = None, **changes: object) -> dict[str, object]:
        """The header of the encrypted token, without epk; None takes a field away."""
        return _header(OUTER, key or self.desk, changes)

    def jwe(self, token: bytes, key: Jwk | None = None, **header: object) -> Jwe:
        """*token* encrypted to the desk, as anyone can who knows its public key."""
        return forge.jwe(self.outer(key, **header), token, key or self.desk)

    def bundle(self, payload: object, key: Jwk | None = None, **header: object) -> bytes:
        """*payload*, whatever it says, signed and encrypted."""
        return self.jwe(self.token(payload, key, **header)).data

    def saying(self, **changes: object) -> bytes:
        """A bundle in order but for *changes* in its claims."""
        return self.bundle(self.claims(**changes))

    def sealed(self, contents: Contents, kiosk: str = KIOSK, desk: Jwk | None = None) -> bytes:
        """*contents* as the program itself seals them."""
        return seal(replace(contents, issuer=kiosk), self.kiosks[kiosk], keys.public(desk or self.desk)).data

    def opened(self, data: bytes) -> Verified:
        """*data* as the desk opens it; BundleError where it does not."""
        return verified(data, (self.desk, self.earlier), self.trust, self.now)

    def inside(self, data: bytes) -> bytes:
        """The signed token in a bundle that is in order."""
        return token_within(data, (self.desk, self.earlier))

    def verdict(self, data: bytes) -> str:
        """The code with which the desk refuses *data*, or accepted."""
        try:
            self.opened(data)
        except BundleError as error:
            return error.code
        return "accepted"


def _header(fixed: Mapping[str, str], key: Jwk, changes: Mapping[str, object]) -> dict[str, object]:
    found = {**fixed, "kid": key["kid"], **changes}
    return {name: value for name, value in found.items() if value is not None}


def token_within(data: bytes, desk_keys: Iterable[Jwk]) -> bytes:
    """The signed token in the bundle *data*, which is in order."""
    header = json.loads(forge.taken(data.partition(b".")[0]))
    (key,) = (key for key in desk_keys if key["kid"] == header["kid"])
    found = decrypt_compact(data, keys.native(key), registry=ENCRYPTION).plaintext
    assert found is not None
    return found


@cache
def a_scene() -> Scene:
    """A scene with fresh keys, the same for everyone who asks in this process."""
    return scene_with({})


def scene_with(kept: Mapping[str, Jwk]) -> Scene:
    """A scene with the *kept* keys, by the name of who has them, and fresh ones for everybody else."""
    kiosks = {name: kept.get(name) or keys.make_device_key() for name in _ENROLLED}
    officers = {name: kept.get(name) or keys.make_officer_key() for name in OFFICERS}
    others = {name: kept.get(name) or keys.make_recipient_key() for name in _DESKS}
    others |= {name: kept.get(name) or keys.make_receipt_key() for name in _SIGNERS}
    store = signed_store(_trust(kiosks, officers, others), officers["anne"], officers["bram"])
    return Scene(kiosks, officers, **others, trust=trust_file.accept(store, None, NOW), store=store)


def keys_of(scene: Scene) -> dict[str, Jwk]:
    """Every private key of *scene*, by the name of who has it."""
    others = {name: getattr(scene, name) for name in (*_DESKS, *_SIGNERS)}
    return {**scene.kiosks, **scene.officers, **others}


def signed_store(trust: Trust, *officer_keys: Jwk) -> bytes:
    """*trust* as the next version of a trust store, in a file signed with these *officer_keys*."""
    store = trust_file.propose(trust, NOW)
    for key in officer_keys:
        store = trust_signatures.signed(store, key)
    return trust_signatures.dump(store)


def _trust(kiosks: Mapping[str, Jwk], officers: Mapping[str, Jwk], others: Mapping[str, Jwk]) -> Trust:
    members = Officers(tuple(Officer(name, keys.public(key)) for name, key in officers.items()), 2)
    found = Trust(MUNICIPALITY, version=VERSION - 1, officers=members, banks=(some_contents().bank, a_sitting().bank))
    for name, (ago, valid) in _ENROLLED.items():
        asked = enrolment.read(enrolment.request(name, kiosks[name], NOW))
        found = enrol(found, asked, NOW - ago * DAY, valid * DAY)
    for name in ("earlier", "desk"):
        found = add_recipient(found, others[name], NOW - (300 if name == "earlier" else 7) * DAY)
    found = add_receipt_key(found, others["receipts"], NOW - 7 * DAY)
    found = revoke(found, kiosks[LOST]["kid"])
    return revoke(found, kiosks[STOLEN]["kid"], NOW - 5 * DAY, LAST_GOOD)
