"""What paper says of a finished sitting: the results as the kiosk stated them, without answers, and their versions.

It is another carrier of the same sitting: *bundle_id* and *sequence* are those of the bundle, *full* is the digest of
the bundle's signed contents. When the bundle comes too, it takes the place of this.
"""

from dataclasses import dataclass
from datetime import datetime

from assessment.bundle import packed, schema
from assessment.bundle.contents import LIFETIME, Bank, Contents
from assessment.bundle.errors import MalformedContents, refused_as
from assessment.bundle.packed import Stated
from assessment.bundle.schema import Misfit, Record
from assessment.scoring.profile_model import Profile
from assessment.session import record

FORMAT = 1
KIND = "reduced"

_CLAIMS = schema.names("v kind jti iss aud iat seq full app bank scoring consent subject profile pad")
_VERSIONED = schema.names("version")
_BANK = schema.names("id version sha256")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduced:
    """A sitting on paper. *issued_at* is a whole second with a time zone; *subject* is the start code."""

    bundle_id: str
    issuer: str
    audience: str
    issued_at: datetime
    sequence: int
    full: str
    app_version: str
    bank: Bank
    scoring_version: str
    consent_version: str
    subject: str
    stated: Stated

    @property
    def expires_at(self) -> datetime:
        """When a desk no longer accepts it: as the bundle."""
        return self.issued_at + LIFETIME

    @property
    def profile(self) -> Profile:
        """The profile as it was stated, with nothing where paper carries nothing."""
        told = self.stated
        return Profile(
            bank=self.bank.id,
            bank_version=self.bank.version,
            bank_hash=self.bank.sha256,
            scoring=self.scoring_version,
            results=told.results,
            followups=told.followups,
            sections=told.sections,
            locales=told.locales,
        )


def of(contents: Contents, full: str) -> Reduced:
    """What paper says of *contents*; *full* is the digest of them as they were signed."""
    with refused_as(MalformedContents):
        if contents.consent is None:
            raise Misfit("found no consent, expected what somebody agreed to share")
        return Reduced(
            bundle_id=contents.bundle_id,
            issuer=contents.issuer,
            audience=contents.audience,
            issued_at=contents.issued_at,
            sequence=contents.sequence,
            full=full,
            app_version=contents.app_version,
            bank=contents.bank,
            scoring_version=contents.scoring_version,
            consent_version=contents.consent.version,
            subject=contents.subject,
            stated=packed.of(record.load_profile(contents.profile)),
        )


def to_claims(reduced: Reduced, pad: str = "") -> dict[str, object]:
    """*reduced* as the claims of the signed token; *pad* says nothing and only fills the last code."""
    return {
        "v": FORMAT,
        "kind": KIND,
        "jti": reduced.bundle_id,
        "iss": reduced.issuer,
        "aud": reduced.audience,
        "iat": schema.seconds(reduced.issued_at),
        "seq": reduced.sequence,
        "full": reduced.full,
        "app": {"version": reduced.app_version},
        "bank": {"id": reduced.bank.id, "version": reduced.bank.version, "sha256": reduced.bank.sha256},
        "scoring": {"version": reduced.scoring_version},
        "consent": {"version": reduced.consent_version},
        "subject": reduced.subject,
        "profile": packed.pack(reduced.stated),
        "pad": pad,
    }


def from_claims(claims: object) -> Reduced:
    """What the *claims* say; raises MalformedContents for anything that *to_claims* would not write."""
    with refused_as(MalformedContents):
        found = Record.of(claims, "claims", _CLAIMS)
        _check_form(found)
        return Reduced(
            bundle_id=found.text("jti", schema.UUID),
            issuer=found.text("iss", schema.IDENTIFIER),
            audience=found.text("aud", schema.IDENTIFIER),
            issued_at=found.moment("iat"),
            sequence=found.whole("seq", least=1),
            full=found.text("full", schema.SHA256),
            app_version=found.record("app", _VERSIONED).text("version", schema.VERSION),
            bank=_bank(found.record("bank", _BANK)),
            scoring_version=found.record("scoring", _VERSIONED).text("version", schema.VERSION),
            consent_version=found.record("consent", _VERSIONED).text("version", schema.VERSION),
            subject=found.text("subject", schema.IDENTIFIER),
            stated=packed.unpack(found.fields["profile"]),
        )


def _check_form(claims: Record) -> None:
    """The fields that this version of the program knows only one right value for."""
    if claims.whole("v") != FORMAT:
        raise Misfit(f"claims.v: found {claims.whole('v')}, expected {FORMAT}")
    if claims.fields["kind"] != KIND:
        raise Misfit(f"claims.kind: found another kind, expected {KIND}")
    claims.text("pad", schema.BASE64URL)


def _bank(found: Record) -> Bank:
    return Bank(
        id=found.text("id", schema.IDENTIFIER),
        version=found.text("version", schema.VERSION),
        sha256=found.text("sha256", schema.SHA256),
    )
