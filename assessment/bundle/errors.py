"""What can be wrong with a bundle, by who must act. The texts for people live in the desk, by *code*."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap
from joserfc.errors import JoseError


class BundleError(Exception):
    """The bundle is not accepted."""

    code: ClassVar[str] = "bundle"


class UnusableFile(BundleError):
    """The case worker takes another copy of the file, or another file."""

    code = "unusable_file"


class TooLarge(UnusableFile):
    """The file is larger than any bundle."""

    code = "too_large"


class NotABundle(UnusableFile):
    """The file does not have the form of a bundle."""

    code = "not_a_bundle"


class DamagedBundle(UnusableFile):
    """The file has the form of a bundle for this desk, but its bytes are no longer those that were sealed."""

    code = "damaged_bundle"


class WrongDesk(UnusableFile):
    """The bundle was sealed for another desk."""

    code = "wrong_desk"


class UntrustedDevice(BundleError):
    """Whoever enrols kiosks at the desk looks at the kiosk."""

    code = "untrusted_device"


class UnknownDevice(UntrustedDevice):
    """The bundle comes from a kiosk that is not enrolled at this desk under that name."""

    code = "unknown_device"


class RevokedDevice(UntrustedDevice):
    """The bundle comes from a kiosk whose key was revoked, and not from before that."""

    code = "revoked_device"


class ExpiredDevice(UntrustedDevice):
    """The bundle was sealed after the key of its kiosk had expired."""

    code = "expired_device"


class BadSignature(UntrustedDevice):
    """The signature was not made by the kiosk that the bundle names."""

    code = "bad_signature"


class Undecided(BundleError):
    """The bundle is whole and signed, and is kept apart until somebody at the desk decides whether to believe it."""

    code = "undecided"


class RevokedPlausible(Undecided):
    """The key of the kiosk was revoked, but the bundle says that it is from before that."""

    code = "revoked_plausible"


class UnlistedBank(Undecided):
    """The item bank is not among those that the trust store allows."""

    code = "unlisted_bank"


class DoubtfulContents(BundleError):
    """Whoever maintains the kiosk looks at its program or its clock."""

    code = "doubtful_contents"


class MalformedContents(DoubtfulContents):
    """The contents do not have the form that this version of the program knows."""

    code = "malformed_contents"


class WrongKind(DoubtfulContents):
    """The kiosk signed something that is neither a profile nor a withdrawal nor a test."""

    code = "wrong_kind"


class UnknownFormat(DoubtfulContents):
    """The contents are of a format that is newer than this version of the program."""

    code = "unknown_format"


class ClockDoubt(DoubtfulContents):
    """The bundle says that it was sealed before its kiosk was enrolled, or in the future."""

    code = "clock_doubt"


class ExpiredBundle(DoubtfulContents):
    """The bundle was sealed so long ago that it is no longer accepted."""

    code = "expired_bundle"


class TrustError(Exception):
    """A key, an enrolment request or a trust store cannot be used; the operator acts."""

    code: ClassVar[str] = "trust"


class BadKey(TrustError):
    """This is not a key of the kind that was asked for."""

    code = "bad_key"


class BadEnrolment(TrustError):
    """This is not an enrolment request, or its maker does not hold the key in it."""

    code = "bad_enrolment"


class BadTrust(TrustError):
    """This is not a trust store, or not the one of this municipality."""

    code = "bad_trust"


class NoTrustStore(TrustError):
    """There is no trust store to go by, or none that waits for officers."""

    code = "no_trust_store"


class NotEnoughSignatures(TrustError):
    """Too few officers have signed the trust store."""

    code = "not_enough_signatures"


class UnknownOfficer(TrustError):
    """Too few officers have signed the trust store, and somebody did who is none."""

    code = "unknown_officer"


class RolledBack(TrustError):
    """The trust store is older than one that was accepted before, or another with the same version."""

    code = "rolled_back"


class ExpiredTrust(TrustError):
    """The trust store is so old that the officers must sign a newer one."""

    code = "expired_trust"


class WrongPassphrase(TrustError):
    """The passphrase does not open this officer's key, or the file was changed."""

    code = "wrong_passphrase"


class AlreadyEnrolled(TrustError):
    """The key is in the trust store already, perhaps as revoked or for another purpose."""

    code = "already_enrolled"


@contextmanager
def refused_as(error: type[BundleError] | type[TrustError]) -> Iterator[None]:
    """Turn whatever joserfc and the readers raise on malformed input into *error*, at this one place.

    On damaged tokens joserfc 1.8 also lets assertions and plain Python errors through.
    """
    try:
        yield
    except (JoseError, InvalidTag, InvalidUnwrap, ValueError, LookupError, TypeError, AssertionError) as found:
        raise error(str(found) or type(found).__name__) from found
