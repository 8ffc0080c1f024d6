"""What a bundle says: one finished sitting, with the versions and circumstances that it came from."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from assessment.bundle import schema
from assessment.bundle.errors import MalformedContents, refused_as
from assessment.bundle.schema import Misfit, Record

FORMAT = 1
LIFETIME = timedelta(days=180)

_CLAIMS = schema.names(
    "v kind jti iss aud iat exp seq prev app bank scoring consent audit clock subject events profile pad"
)
_VERSIONED = schema.names("version")
_BANK = schema.names("id version sha256")
_CONSENT = schema.names("version locale text_sha256 at scopes")
_AUDIT = schema.names("n head")
_CLOCK = schema.names("floor adjusted")


@dataclass(frozen=True, slots=True)
class Bank:
    """The item bank that was sat, by name, version and content hash."""

    id: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Consent:
    """What the candidate agreed to, in which words and language, and when."""

    version: str
    locale: str
    text_sha256: str
    at: datetime
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """The kiosk's audit chain when it sealed: *n* entries, the last of which has the hash *head* ("" for none)."""

    n: int
    head: str


@dataclass(frozen=True, slots=True)
class Clock:
    """The earliest moment that the kiosk's clock could rightly show, and whether an operator set it."""

    floor: datetime
    adjusted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything a bundle says. Moments are whole seconds, with a time zone.

    *subject* is the start code; *previous* is the digest of the kiosk's previous signed contents, "" for its first;
    *events* and *profile* are plain data as session.record dumps them.
    """

    bundle_id: str
    issuer: str
    audience: str
    issued_at: datetime
    sequence: int
    previous: str
    app_version: str
    bank: Bank
    scoring_version: str
    consent: Consent
    audit: Audit
    clock: Clock
    subject: str
    events: list[dict[str, object]]
    profile: dict[str, object]
    kind: str = "profile"

    @property
    def expires_at(self) -> datetime:
        """When a desk no longer accepts the bundle."""
        return self.issued_at + LIFETIME


def to_claims(contents: Contents, pad: str = "") -> dict[str, object]:
    """*contents* as the claims of the signed token; *pad* says nothing and only hides the size."""
    return {
        "v": FORMAT,
        "kind": contents.kind,
        "jti": contents.bundle_id,
        "iss": contents.issuer,
        "aud": contents.audience,
        "iat": schema.seconds(contents.issued_at),
        "exp": schema.seconds(contents.expires_at),
        "seq": contents.sequence,
        "prev": contents.previous,
        "app": {"version": contents.app_version},
        "bank": {"id": contents.bank.id, "version": contents.bank.version, "sha256": contents.bank.sha256},
        "scoring": {"version": contents.scoring_version},
        "consent": _consent_claim(contents.consent),
        "audit": {"n": contents.audit.n, "head": contents.audit.head},
        "clock": {"floor": schema.seconds(contents.clock.floor), "adjusted": contents.clock.adjusted},
        "subject": contents.subject,
        "events": contents.events,
        "profile": contents.profile,
        "pad": pad,
    }


def from_claims(claims: object) -> Contents:
    """The contents in *claims*; raises MalformedContents for anything that *to_claims* would not write."""
    with refused_as(MalformedContents):
        found = Record.of(claims, "claims", _CLAIMS)
        _check_form(found)
        return Contents(
            kind=found.text("kind", schema.IDENTIFIER),
            bundle_id=found.text("jti", schema.UUID),
            issuer=found.text("iss", schema.IDENTIFIER),
            audience=found.text("aud", schema.IDENTIFIER),
            issued_at=found.moment("iat"),
            sequence=found.whole("seq", least=1),
            previous=found.text("prev", schema.SHA256_OR_NONE),
            app_version=found.record("app", _VERSIONED).text("version", schema.VERSION),
            bank=_bank(found.record("bank", _BANK)),
            scoring_version=found.record("scoring", _VERSIONED).text("version", schema.VERSION),
            consent=_consent(found.record("consent", _CONSENT)),
            audit=_audit(found.record("audit", _AUDIT)),
            clock=_clock(found.record("clock", _CLOCK)),
            subject=found.text("subject", schema.IDENTIFIER),
            events=found.plains("events"),
            profile=found.plain("profile"),
        )


def _check_form(claims: Record) -> None:
    """The fields that this version of the program knows only one right value for."""
    if claims.whole("v") != FORMAT:
        raise Misfit(f"claims.v: found {claims.whole('v')}, expected {FORMAT}")
    if claims.fields["kind"] != "profile":
        raise Misfit("claims.kind: found another kind, expected profile")
    if claims.moment("exp") != claims.moment("iat") + LIFETIME:
        raise Misfit(f"claims.exp: expected {LIFETIME.days} days after claims.iat")
    claims.text("pad", schema.BASE64URL)


def _consent_claim(consent: Consent) -> dict[str, object]:
    return {
        "version": consent.version,
        "locale": consent.locale,
        "text_sha256": consent.text_sha256,
        "at": schema.seconds(consent.at),
        "scopes": list(consent.scopes),
    }


def _bank(found: Record) -> Bank:
    return Bank(
        id=found.text("id", schema.IDENTIFIER),
        version=found.text("version", schema.VERSION),
        sha256=found.text("sha256", schema.SHA256),
    )


def _consent(found: Record) -> Consent:
    return Consent(
        version=found.text("version", schema.VERSION),
        locale=found.text("locale", schema.LOCALE),
        text_sha256=found.text("text_sha256", schema.SHA256),
        at=found.moment("at"),
        scopes=found.texts("scopes", schema.IDENTIFIER),
    )


def _audit(found: Record) -> Audit:
    return Audit(n=found.whole("n"), head=found.text("head", schema.SHA256_OR_NONE))


def _clock(found: Record) -> Clock:
    return Clock(floor=found.moment("floor"), adjusted=found.flag("adjusted"))
