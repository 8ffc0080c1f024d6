"""What a trust store says, as strict JSON: read field by field, each key of its own kind and there only once."""

from collections.abc import Callable
from datetime import datetime, timedelta

from assessment.bundle import keys, schema, strict_json
from assessment.bundle.contents import Bank
from assessment.bundle.errors import BadTrust, refused_as
from assessment.bundle.keys import Jwk
from assessment.bundle.officers import Officer, Officers
from assessment.bundle.schema import Misfit, Record
from assessment.bundle.trust import DatedKey, Device, Trust

FORMAT = 1
_LARGEST = 768 * 1024  # bytes, which base64 makes to one MiB
_LONGEST = timedelta(days=366)  # of a store: what never expires cannot be replaced by something newer for sure
_MOST_OFFICERS = 9
_FIELDS = schema.names("v municipality version issued expires recipients receipts kiosks banks officers threshold")
_DATED = schema.names("jwk nbf naf")
_KIOSK = schema.names("name jwk nbf naf status revoked_at last_good_seq")
_BANK = schema.names("id version sha256")
_OFFICER = schema.names("name jwk")


def dump(trust: Trust) -> bytes:
    """*trust* as the payload that officers sign; reads it back, because what is signed cannot be mended."""
    payload = strict_json.dumps(
        {
            "v": FORMAT,
            "municipality": trust.recipient,
            "version": trust.version,
            "issued": schema.seconds(trust.issued),
            "expires": schema.seconds(trust.expires),
            "recipients": [_dated(key) for key in trust.recipients],
            "receipts": [_dated(key) for key in trust.receipt_keys],
            "kiosks": [_kiosk(device) for device in trust.devices],
            "banks": [{"id": bank.id, "version": bank.version, "sha256": bank.sha256} for bank in trust.banks],
            "officers": [{"name": one.name, "jwk": keys.public(one.jwk)} for one in trust.officers.members],
            "threshold": trust.officers.threshold,
        }
    )
    load(payload)
    return payload


def load(payload: bytes) -> Trust:
    """The trust in *payload*; raises BadTrust or, when a key in it is of the wrong kind, BadKey."""
    with refused_as(BadTrust):
        found = Record.of(strict_json.loads(payload, _LARGEST), "trust", _FIELDS)
        if found.whole("v") != FORMAT:
            raise Misfit(f"trust.v: found {found.whole('v')}, expected {FORMAT}")
        trust = Trust(
            recipient=found.text("municipality", schema.IDENTIFIER),
            devices=tuple(_read_kiosk(value) for value in found.values("kiosks")),
            version=found.whole("version", least=1),
            issued=found.moment("issued"),
            expires=found.moment("expires"),
            recipients=_read_dated(found, "recipients", keys.recipient_key),
            receipt_keys=_read_dated(found, "receipts", keys.signing_key),
            banks=tuple(_read_bank(value) for value in found.values("banks")),
            officers=_read_officers(found),
        )
        _check(trust)
        return trust


def _dated(key: DatedKey) -> dict[str, object]:
    return {
        "jwk": keys.public(key.jwk),
        "nbf": schema.seconds(key.not_before),
        "naf": schema.seconds(key.not_after),
    }


def _kiosk(device: Device) -> dict[str, object]:
    return {
        "name": device.name,
        "jwk": keys.public(device.jwk),
        "nbf": schema.seconds(device.enrolled_at),
        "naf": schema.seconds(device.not_after),
        "status": "revoked" if device.revoked else "active",
        "revoked_at": device.revoked_at and schema.seconds(device.revoked_at),
        "last_good_seq": device.last_good_sequence,
    }


def _read_dated(trust: Record, name: str, key: Callable[[object], Jwk]) -> tuple[DatedKey, ...]:
    return tuple(_read_one(Record.of(value, f"trust.{name}", _DATED), key) for value in trust.values(name))


def _read_one(found: Record, key: Callable[[object], Jwk]) -> DatedKey:
    return DatedKey(key(found.fields["jwk"]), found.moment("nbf"), found.moment("naf"))


def _read_kiosk(value: object) -> Device:
    found = Record.of(value, "trust.kiosks", _KIOSK)
    revoked = found.text("status", schema.IDENTIFIER) == "revoked"
    if not revoked and found.fields["status"] != "active":
        raise Misfit("trust.kiosks.status: expected active or revoked")
    device = Device(
        name=found.text("name", schema.IDENTIFIER),
        jwk=keys.device_key(found.fields["jwk"]),
        enrolled_at=found.moment("nbf"),
        not_after=found.moment("naf"),
        revoked=revoked,
        revoked_at=_read_revoked_at(found),
        last_good_sequence=found.whole("last_good_seq"),
    )
    if not revoked and (device.revoked_at or device.last_good_sequence):
        raise Misfit("trust.kiosks: found an active kiosk with a revocation")
    return device


def _read_revoked_at(found: Record) -> datetime | None:
    return None if found.fields["revoked_at"] is None else found.moment("revoked_at")


def _read_bank(value: object) -> Bank:
    found = Record.of(value, "trust.banks", _BANK)
    return Bank(
        found.text("id", schema.IDENTIFIER),
        found.text("version", schema.VERSION),
        found.text("sha256", schema.SHA256),
    )


def _read_officers(trust: Record) -> Officers:
    found = [Record.of(value, "trust.officers", _OFFICER) for value in trust.values("officers")]
    members = tuple(Officer(one.text("name", schema.IDENTIFIER), keys.signing_key(one.fields["jwk"])) for one in found)
    if not 1 <= len(members) <= _MOST_OFFICERS:
        raise Misfit(f"trust.officers: found {len(members)}, expected 1 to {_MOST_OFFICERS}")
    return Officers(members, trust.whole("threshold", least=1, most=len(members)))


def _check(trust: Trust) -> None:
    """What no field can say alone: each key once, each officer once, and an end in sight."""
    keyed = (trust.recipients, trust.receipt_keys, trust.devices, trust.officers.members)
    if len(trust.purposes()) != sum(map(len, keyed)):
        raise Misfit("trust: found the same key twice, expected each for one purpose")
    names = {officer.name for officer in trust.officers.members}
    if len(names) != len(trust.officers.members):
        raise Misfit("trust.officers: found the same name twice")
    if not timedelta(0) < trust.expires - trust.issued <= _LONGEST:
        raise Misfit(f"trust.expires: expected a moment after trust.issued, at most {_LONGEST.days} days later")
