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
    """The bundle comes from a kiosk whose key was revoked."""

    code = "revoked_device"


class ExpiredDevice(UntrustedDevice):
    """The bundle was sealed after the key of its kiosk had expired."""

    code = "expired_device"


class BadSignature(UntrustedDevice):
    """The signature was not made by the kiosk that the bundle names."""

    code = "bad_signature"


class DoubtfulContents(BundleError):
    """Whoever maintains the kiosk looks at its program or its clock."""

    code = "doubtful_contents"


class MalformedContents(DoubtfulContents):
    """The contents do not have the form that this version of the program knows."""

    code = "malformed_contents"


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
    """This is not a trust store, or not the description of a desk."""

    code = "bad_trust"


class AlreadyEnrolled(TrustError):
    """The key is in the trust store already, perhaps as revoked."""

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
