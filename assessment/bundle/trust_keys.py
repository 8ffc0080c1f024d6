"""The desk's own keys in its trust store: those that bundles are sealed to, and those that sign receipts."""

from dataclasses import replace
from datetime import datetime, timedelta

from assessment.bundle import keys
from assessment.bundle.errors import BadTrust
from assessment.bundle.keys import Jwk
from assessment.bundle.trust import DatedKey, Trust, check_new

YEAR = timedelta(days=365)
KEPT = timedelta(days=180)  # a private key, after the last bundle was sealed to it: as long as a bundle is accepted


def add_recipient(trust: Trust, key: Jwk, now: datetime, valid: timedelta = YEAR) -> Trust:
    """*trust* with *key* to seal to from *now* on; kiosks take the newest. AlreadyEnrolled where it is there."""
    check_new(trust, key["kid"])
    return replace(trust, recipients=(*trust.recipients, DatedKey(keys.public(key), now, now + valid)))


def retire_recipient(trust: Trust, kid: str, now: datetime) -> Trust:
    """*trust* in which nothing is sealed to the key *kid* after *now*; BadTrust where no other key would be left."""
    recipients = _retired(trust.recipients, kid, now)
    if not any(key.not_after > now for key in recipients):
        raise BadTrust("found no other key that bundles can be sealed to, expected a new one first")
    return replace(trust, recipients=recipients)


def add_receipt_key(trust: Trust, key: Jwk, now: datetime, valid: timedelta = YEAR) -> Trust:
    """*trust* with *key* to sign receipts with from *now* on; AlreadyEnrolled where it is there."""
    check_new(trust, key["kid"])
    return replace(trust, receipt_keys=(*trust.receipt_keys, DatedKey(keys.public(key), now, now + valid)))


def retire_receipt_key(trust: Trust, kid: str, now: datetime) -> Trust:
    """*trust* in which receipts that the key *kid* signs after *now* are worth nothing."""
    return replace(trust, receipt_keys=_retired(trust.receipt_keys, kid, now))


def outlived(trust: Trust, kid: str, now: datetime) -> bool:
    """Whether no bundle that is sealed to the key *kid* can be accepted any more: its private part may go."""
    return any(key.kid == kid and key.not_after + KEPT < now for key in trust.recipients)


def _retired(dated: tuple[DatedKey, ...], kid: str, now: datetime) -> tuple[DatedKey, ...]:
    if kid not in {key.kid for key in dated}:
        raise BadTrust(f"found no such key of the desk, expected one of {', '.join(key.kid for key in dated)}")
    return tuple(replace(key, not_after=min(key.not_after, now)) if key.kid == kid else key for key in dated)
