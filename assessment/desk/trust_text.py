"""Trust stores in words, for officers who sign and for whoever looks after the kiosks."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from assessment.bundle import keys, trust_file
from assessment.bundle.contents import Bank
from assessment.bundle.officers import Officers
from assessment.bundle.trust import DatedKey, Device, Trust
from assessment.desk import trusting
from assessment.desk.trusting import Step
from assessment.storage import trust_files

ALONE = (
    "This desk is its own only officer: the key lies in its folder (officer.jwk).\n"
    "Whoever can read that folder can make kiosks trusted and redirect bundles.\n"
    "With `assessment keys officer` and `assessment desk officers` three people can take that over, two at a time."
)


def step(done: Step, home: Path) -> Iterator[str]:
    """What a change is, and what must happen next."""
    yield from changes(done.before, done.after)
    yield from _asked(done)
    version, officers = done.after.version, done.after.officers
    if done.in_force:
        yield f"Version {version} is in force, until {_day(done.after.expires)}."
        yield f"Bring it to the kiosks: assessment desk export-trust {home} STICK/{trust_files.STORE}"
    else:
        signed = ", ".join(done.signed_by) or "nobody"
        yield f"Version {version} is proposed: {officers.threshold} officers must sign it; signed by {signed}."
        yield f"Compare the words above first. Then: assessment desk sign {home} OFFICERFILE"
    yield from (f"{name} was destroyed: no bundle can come for it any more." for name in done.destroyed)


def _asked(done: Step) -> Iterator[str]:
    """Who asked to be trusted, on whose word."""
    known = done.before.devices if done.before else ()
    fresh = [one for one in done.after.devices if one.kid not in {device.kid for device in known}]
    if done.vouched:
        yield f"Asked for by {done.vouched.name} with the key that is trusted now."
        return
    for device in fresh:
        if any(one.name == device.name for one in known):
            yield f"CAREFUL: there is a {device.name} already, and its key does not vouch for this one."
    if fresh and done.in_force:
        yield "Compare the words above with what the kiosk shows. Where one differs: assessment desk revoke"


def changes(before: Trust | None, after: Trust) -> Iterator[str]:
    """What *after* says that *before* (None: nothing) did not, with the words of every key that is new."""
    was = before or Trust(after.recipient)
    known = {device.kid: device for device in was.devices}
    yield from (_device(device) for device in after.devices if known.get(device.kid) != device)
    yield from _gone("kiosk", (one.name for one in was.devices if not after.device(one.kid)))
    yield from _keys("bundles are sealed to", was.recipients, after.recipients)
    yield from _keys("receipts are signed with", was.receipt_keys, after.receipt_keys)
    if after.banks != was.banks or before is None:
        yield f"item banks: {_banks(after.banks)}"
    if after.officers != was.officers:
        yield from _officers(after.officers)


def status(home: Path, now: datetime) -> Iterator[str]:
    """Everything about the trust store of the desk in *home*, and what has to be done about it."""
    found = trust_files.in_force(home, now)
    trusting.believed(home, now)
    if found:
        yield from _in_force(found.trust, now)
        yield from changes(None, found.trust)
    if found and found.refused:
        yield f"WARNING: {trust_files.STORE} was replaced, and what lies there is refused ({found.refused})."
    if waiting := trusting.proposal(home, now):
        proposed, known = trust_file.stated(waiting), found.trust if found else None
        yield from step(Step(known, proposed, False, trusting.signed_by(waiting, known)), home)
    elif not found:
        yield f"There is no trust store in {home}; run: assessment desk init"


def warning(trust: Trust | None, now: datetime) -> str:
    """What to say aloud about the age of *trust*; "" where there is nothing."""
    if trust is None:
        return "No trust store is in force: officers must sign the proposal, until then no bundle is accepted."
    age = trust_file.age(trust, now)
    if age.expired:
        return (
            f"WARNING: the trust store expired on {_day(trust.expires)}. Bundles are still taken in, "
            "but kiosks start no new sessions: assessment desk renew"
        )
    return f"The trust store expires in {age.days} days: assessment desk renew" if age.soon else ""


def _in_force(trust: Trust, now: datetime) -> Iterator[str]:
    yield f"Trust store of {trust.recipient}, version {trust.version}, until {_day(trust.expires)}."
    if said := warning(trust, now):
        yield said
    key = trust.sealing_key(now)
    if key is None:
        yield "WARNING: kiosks have no key to seal to: assessment desk rotate HOME recipient"
    elif key.not_after - now <= trust_file.WARNING:
        yield f"The key to seal to ends on {_day(key.not_after)}: assessment desk rotate HOME recipient"


def _device(device: Device) -> str:
    spoken = keys.spoken(device.jwk)
    if not device.revoked:
        return f"kiosk {device.name}: trusted until {_day(device.not_after)}: {spoken}"
    since = f"since {device.revoked_at:%Y-%m-%d %H:%M}" if device.revoked_at else "altogether"
    return f"kiosk {device.name}: REVOKED {since}, last good number {device.last_good_sequence}: {spoken}"


def _gone(what: str, names: Iterator[str]) -> Iterator[str]:
    yield from (f"{what} {name}: no longer listed" for name in names)


def _keys(what: str, was: tuple[DatedKey, ...], now: tuple[DatedKey, ...]) -> Iterator[str]:
    known = {key.kid: key for key in was}
    for key in now:
        if known.get(key.kid) != key:
            yield f"{what}, {_day(key.not_before)} to {_day(key.not_after)}: {keys.spoken(key.jwk)}"


def _banks(banks: tuple[Bank, ...]) -> str:
    return ", ".join(f"{bank.id} {bank.version}" for bank in banks) or "any that the desk has"


def _officers(officers: Officers) -> Iterator[str]:
    yield f"officers: {officers.threshold} of {len(officers.members)} must sign"
    yield from (f"officer {officer.name}: {keys.spoken(officer.jwk)}" for officer in officers.members)


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"
