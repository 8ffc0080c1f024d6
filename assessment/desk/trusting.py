"""The desk's trust store: what is in force, what waits for officers, and how their signatures bring it into force."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import overload

from assessment.bundle import keys, trust_file, trust_keys, trust_signatures
from assessment.bundle.errors import NotEnoughSignatures, NoTrustStore, UnknownOfficer
from assessment.bundle.keys import Jwk
from assessment.bundle.officers import Officer
from assessment.bundle.trust import Device, Trust
from assessment.bundle.trust_signatures import SignedStore
from assessment.storage import private_files, trust_files

PROPOSAL, OFFICER, VERSIONS = "proposal.jws", "officer.jwk", "trust-versions"
FORMER = "trust.json"  # of version 0.1
KEY, OTHER_KEYS = "desk-key.jwk", "desk-key-*.jwk"
RECEIPT_KEYS = "receipt-key*.jwk"


@dataclass(frozen=True, slots=True)
class Step:
    """What came of a change: *after* follows on *before* (None: nothing) and is *in_force*, or waits for officers.

    *vouched* is the kiosk that asked with a key that is trusted already; *destroyed* are files of keys that outlived
    their use.
    """

    before: Trust | None
    after: Trust
    in_force: bool
    signed_by: tuple[str, ...] = ()
    vouched: Device | None = None
    destroyed: tuple[str, ...] = ()


# looking


def believed(home: Path, now: datetime) -> Trust | None:
    """The trust store in force in *home*; None before the first. NoTrustStore where one of version 0.1 was left."""
    found = trust_files.in_force(home, now)
    if found is None and (home / FORMER).is_file():
        raise NoTrustStore(f"found the unsigned {home / FORMER} of version 0.1; run: assessment desk upgrade {home}")
    return found.trust if found else None


def proposal(home: Path, now: datetime) -> SignedStore | None:
    """The version that waits for officers in *home*, if it still follows on the one in force."""
    path = home / PROPOSAL
    if not path.is_file():
        return None
    store, known = trust_signatures.load(path.read_bytes()), believed(home, now)
    return store if trust_file.stated(store).version == (known.version if known else 0) + 1 else None


class RecipientKeys(Sequence[Jwk]):
    """Every private key in the folder *home* that a bundle may have been sealed to, read when asked: keys change."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def __len__(self) -> int:
        return len(_key_files(self._home))

    @overload
    def __getitem__(self, index: int) -> Jwk: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Jwk, ...]: ...
    def __getitem__(self, index: int | slice) -> Jwk | tuple[Jwk, ...]:
        return tuple(keys.load_recipient_key(path.read_bytes()) for path in _key_files(self._home))[index]


def receipt_key(home: Path, now: datetime) -> Jwk | None:
    """The newest private key in *home* whose receipts kiosks believe *now*; None where there is none."""
    known = believed(home, now)
    holding = {key.kid: key.not_before for key in known.receipt_keys if key.holds(now)} if known else {}
    found = [keys.load_signing_key(path.read_bytes()) for path in home.glob(RECEIPT_KEYS)]
    return max((key for key in found if key["kid"] in holding), key=lambda key: holding[key["kid"]], default=None)


def exported(home: Path, now: datetime, version: int = 0) -> bytes:
    """The file that travels to the kiosks, with its signatures: what is in force, or an earlier *version*."""
    known = believed(home, now)
    if known is None:
        raise NoTrustStore(f"found no trust store in force in {home}, expected officers to sign the proposal first")
    if not 0 <= version <= known.version:
        raise NoTrustStore(f"found the versions 1 to {known.version}, expected one of them instead of {version}")
    return _version_file(home, version or known.version).read_bytes()


def _version_file(home: Path, version: int) -> Path:
    """Versions stay: a kiosk that was away while the officers changed needs the one with which they did."""
    return home / VERSIONS / f"{version:05}.jws"


# proposing and signing


def present(home: Path, now: datetime) -> Trust:
    """What the next change starts from: the proposal that waits, else what is in force."""
    waiting, known = proposal(home, now), believed(home, now)
    if waiting is not None:
        return trust_file.stated(waiting)
    if known is None:
        raise NoTrustStore(f"found no trust store in {home}; run: assessment desk init")
    return known


def propose(home: Path, known: Trust | None, wanted: Trust, now: datetime) -> Step:
    """Write *wanted* as the version after *known*, and sign it where the key of an officer lies in the folder."""
    store = trust_file.propose(replace(wanted, version=known.version if known else 0), now)
    private_files.write(home / PROPOSAL, trust_signatures.dump(store))
    if (home / OFFICER).is_file():
        own = keys.load_signing_key((home / OFFICER).read_bytes())
        if _named(own["kid"], known, trust_file.stated(store)):
            return sign(home, own, now)
    return Step(known, trust_file.stated(store), in_force=False)


def sign(home: Path, officer_key: Jwk, now: datetime) -> Step:
    """Put an officer's signature under the proposal in *home*; with the last that is needed it comes into force."""
    store = _waiting(home, now)
    known = believed(home, now)
    if not _named(officer_key["kid"], known, trust_file.stated(store)):
        raise UnknownOfficer("this is the key of nobody who may sign here; `assessment desk status` names the officers")
    private_files.write(home / PROPOSAL, trust_signatures.dump(trust_signatures.signed(store, officer_key)))
    return activate(home, (), now)


def activate(home: Path, others: Iterable[bytes], now: datetime) -> Step:
    """Bring the proposal into force if, with the signatures in *others*, enough officers have signed it."""
    store, known = _waiting(home, now), believed(home, now)
    for other in others:
        store = trust_signatures.merged(store, trust_signatures.load(other))
    names = signed_by(store, known)
    ours = tuple(one for one in store.signatures if _named(one.kid, known, trust_file.stated(store)))
    store = replace(store, signatures=ours)
    data = trust_signatures.dump(store)
    private_files.write(home / PROPOSAL, data)
    try:
        after = trust_files.accept(home, data, now)
    except NotEnoughSignatures:
        return Step(known, trust_file.stated(store), in_force=False, signed_by=names)
    (home / VERSIONS).mkdir(mode=0o700, exist_ok=True)
    private_files.write(_version_file(home, after.version), data)
    (home / PROPOSAL).unlink()
    return Step(known, after, in_force=True, signed_by=names, destroyed=tuple(_destroy_outlived(home, after, now)))


def signed_by(store: SignedStore, known: Trust | None) -> tuple[str, ...]:
    """The names of the officers who signed *store*; raises where a signature is false or of a stranger."""
    sets = [one.officers for one in (trust_file.stated(store), known) if one]
    signers = store.signers(*sets)
    return tuple(sorted({officer.name for one in sets for officer in one.members if officer.kid in signers}))


def _waiting(home: Path, now: datetime) -> SignedStore:
    store = proposal(home, now)
    if store is None:
        raise NoTrustStore("found no proposal that waits for officers")
    return store


def _named(kid: str, *stores: Trust | None) -> Officer | None:
    return next((found for one in stores if one and (found := one.officers.named(kid))), None)


def _key_files(home: Path) -> list[Path]:
    return [path for path in (home / KEY, *sorted(home.glob(OTHER_KEYS))) if path.is_file()]


def _destroy_outlived(home: Path, known: Trust, now: datetime) -> Iterable[str]:
    """Delete the private keys that no bundle can come for any more: whoever gets them later reads nothing old."""
    for path in _key_files(home):
        if trust_keys.outlived(known, keys.load_recipient_key(path.read_bytes())["kid"], now):
            path.unlink()
            private_files.sync(home)
            yield path.name
