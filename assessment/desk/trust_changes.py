"""How a desk's trust store changes: kiosks, keys, banks and officers come and go, each as a proposal to the officers.

Where one officer is enough and their key lies in the folder, a proposal is signed and comes into force at once.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from assessment.bundle import keys, renewal, trust, trust_former, trust_keys
from assessment.bundle.contents import Bank
from assessment.bundle.errors import UnknownDevice
from assessment.bundle.keys import Jwk
from assessment.bundle.officers import NOBODY, Officer, Officers
from assessment.bundle.trust import Trust
from assessment.desk.trusting import FORMER, KEY, OFFICER, OTHER_KEYS, RECEIPT_KEYS, Step, believed, present, propose
from assessment.storage import private_files

# beginning


def found(home: Path, municipality: str, officers: Officers, now: datetime) -> Step:
    """Propose the first trust store of *municipality*: keys are made where there are none, and so is an officer."""
    return _found(home, Trust(municipality), officers, now)


def upgrade(home: Path, officers: Officers, now: datetime) -> Step:
    """Propose a first trust store with the kiosks of the unsigned one of version 0.1, which is put aside."""
    aside = home / f"{FORMER}.old"
    former = trust_former.load((aside if aside.is_file() else home / FORMER).read_bytes())
    (home / FORMER).rename(aside)
    return _found(home, former, officers, now)


def _found(home: Path, first: Trust, officers: Officers, now: datetime) -> Step:
    moment = now.replace(microsecond=0)
    recipient = _kept(home / KEY, keys.make_recipient_key, keys.load_recipient_key)
    receipts = _kept(home / "receipt-key.jwk", keys.make_receipt_key, keys.load_signing_key)
    if officers == NOBODY:
        own = _kept(home / OFFICER, keys.make_officer_key, keys.load_signing_key)
        officers = Officers((Officer("desk", keys.public(own)),), 1)
    first = trust_keys.add_recipient(replace(first, officers=officers), recipient, moment)
    return propose(home, None, trust_keys.add_receipt_key(first, receipts, moment), moment)


def _kept(path: Path, make: Callable[[], Jwk], load: Callable[[bytes], Jwk]) -> Jwk:
    if not path.is_file():
        private_files.write(path, keys.dump(make()))
    return load(path.read_bytes())


# changing


def enrol(home: Path, request: bytes, now: datetime) -> Step:
    """Propose to trust the kiosk that made *request*, for the first time or with its next key."""
    asked, vouched = renewal.read(request, present(home, now), now)
    return replace(_change(home, lambda known, moment: trust.enrol(known, asked, moment), now), vouched=vouched)


def revoke(home: Path, kiosk: str, last_good: int, at: datetime, now: datetime) -> Step:
    """Propose to trust no key of *kiosk* since *at*; what it sealed before, up to number *last_good*, may be honest."""

    def change(known: Trust, moment: datetime) -> Trust:
        kids = [one.kid for one in known.devices if one.name == kiosk and not one.revoked]
        if not kids:
            raise UnknownDevice(f"found no trusted kiosk called {kiosk}")
        for kid in kids:
            known = trust.revoke(known, kid, at, last_good)
        return known

    return _change(home, change, now)


def rotate_recipient(home: Path, now: datetime) -> Step:
    """Propose a new key that kiosks seal to instead of the present ones, whose private parts stay for half a year."""
    key = keys.make_recipient_key()
    private_files.write(home / OTHER_KEYS.replace("*", key["kid"][:8]), keys.dump(key))

    def change(known: Trust, moment: datetime) -> Trust:
        present = [one.kid for one in known.recipients if one.holds(moment)]
        known = trust_keys.add_recipient(known, key, moment)
        for kid in present:
            known = trust_keys.retire_recipient(known, kid, moment)
        return known

    return _change(home, change, now)


def rotate_receipts(home: Path, now: datetime) -> Step:
    """Propose a new key to sign receipts with; the present ones stay good, for receipts that are on their way."""
    key = keys.make_receipt_key()
    private_files.write(home / RECEIPT_KEYS.replace("*", f"-{key['kid'][:8]}"), keys.dump(key))
    return _change(home, lambda known, moment: trust_keys.add_receipt_key(known, key, moment), now)


def appoint(home: Path, officers: Officers, now: datetime) -> Step:
    """Propose other *officers*: enough of the present and of the new ones must sign."""
    return _change(home, lambda known, moment: replace(known, officers=officers), now)


def allow(home: Path, banks: Iterable[Bank], now: datetime) -> Step:
    """Propose to take in sittings with these *banks* only; with none, any bank that the desk has is right."""
    return _change(home, lambda known, moment: replace(known, banks=tuple(banks)), now)


def renew(home: Path, now: datetime) -> Step:
    """Propose the same again, valid for another 90 days."""
    return _change(home, lambda known, moment: known, now)


def _change(home: Path, change: Callable[[Trust, datetime], Trust], now: datetime) -> Step:
    known, moment = believed(home, now), now.replace(microsecond=0)
    return propose(home, known, change(present(home, now), moment), moment)
