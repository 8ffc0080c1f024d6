"""What a bundle says: one finished sitting, with the versions and circumstances that it came from."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from assessment.bundle import schema
from assessment.bundle.errors import MalformedContents, UnknownFormat, WrongKind, refused_as
from assessment.bundle.schema import Misfit, Record

FORMAT = 2
READABLE = (1, FORMAT)  # a desk keeps for years what it took in, and a new kiosk writes only the newest
LIFETIME = timedelta(days=180)

PROFILE, WITHDRAWN, TEST = KINDS = ("profile", "withdrawn", "test")

_CLAIMS = schema.names(
    "v kind jti iss aud iat exp seq prev replaces app bank scoring consent audit clock subject events profile pad"
)
_CLAIMS_1 = _CLAIMS - {"replaces"}
_APP = schema.names("version build")
_SCORING = schema.names("version sha256")
_VERSIONED = schema.names("version")
_BANK = schema.names("id version sha256")
_CONSENT = schema.names("version locale text_sha256 at scopes")
_AUDIT = schema.names("n head broken")
_AUDIT_1 = _AUDIT - {"broken"}
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
    """The kiosk's audit chain when it sealed: *n* entries, the last of which has the hash *head* ("" for none).

    *broken* is the number of the first entry that does not follow from those before it, 0 where all do.
    """

    n: int
    head: str
    broken: int = 0


@dataclass(frozen=True, slots=True)
class Clock:
    """The earliest moment that the kiosk's clock could rightly show, and whether an operator set it."""

    floor: datetime
    adjusted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything a bundle says. Moments are whole seconds, with a time zone.

    *subject* is the start code; *previous* is the digest of the kiosk's previous signed contents, "" for its first;
    *events* and *profile* are plain data as session.record dumps them; *app_build* and *scoring_sha256* are hashes of
    the program, "" where they are not known.

    The *kind* says what it is. A *test* is a trial of the machines: nobody sat. *withdrawn* keeps a number in the
    kiosk's row when a person takes everything back: no events, no profile, no consent, a subject only if the kiosk
    knows it (else ""), and *replaces*, the digest of the signed contents that it stands in for ("" if there were none).
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
    consent: Consent | None
    audit: Audit
    clock: Clock
    subject: str
    events: list[dict[str, object]]
    profile: dict[str, object]
    kind: str = PROFILE
    replaces: str = ""
    app_build: str = ""
    scoring_sha256: str = ""

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
        "replaces": contents.replaces,
        "app": {"version": contents.app_version, "build": contents.app_build},
        "bank": {"id": contents.bank.id, "version": contents.bank.version, "sha256": contents.bank.sha256},
        "scoring": {"version": contents.scoring_version, "sha256": contents.scoring_sha256},
        "consent": contents.consent and _consent_claim(contents.consent),
        "audit": {"n": contents.audit.n, "head": contents.audit.head, "broken": contents.audit.broken},
        "clock": {"floor": schema.seconds(contents.clock.floor), "adjusted": contents.clock.adjusted},
        "subject": contents.subject,
        "events": contents.events,
        "profile": contents.profile,
        "pad": pad,
    }


def from_claims(claims: object, readable: Collection[int] = READABLE) -> Contents:
    """The contents in *claims*, of one of the *readable* formats.

    Raises UnknownFormat for a format that is newer than this program, WrongKind for a kind that it does not know, and
    MalformedContents for anything else that *to_claims* would not write.
    """
    with refused_as(MalformedContents):
        found = Record.of(claims, "claims", _names(claims))
        _check_form(found, readable)
        contents = _contents(found)
        _check_kind(contents)
        return contents


def _names(claims: object) -> frozenset[str]:
    """Which fields *claims* must have: another format has others, so it is looked at first."""
    version = claims.get("v") if isinstance(claims, dict) else None
    if type(version) is not int:  # missing, or true: the reader of that field says what is wrong with it
        return _CLAIMS
    if version > FORMAT:
        raise UnknownFormat(f"claims.v: found {version}, expected at most {FORMAT}")
    return _CLAIMS_1 if version == 1 else _CLAIMS


def _contents(found: Record) -> Contents:
    app, scoring = (_APP, _SCORING) if found.fields["v"] == FORMAT else (_VERSIONED, _VERSIONED)
    program, scored = found.record("app", app), found.record("scoring", scoring)
    kind = found.text("kind", schema.IDENTIFIER)
    withdrawn = kind == WITHDRAWN
    return Contents(
        kind=kind,
        bundle_id=found.text("jti", schema.UUID),
        issuer=found.text("iss", schema.IDENTIFIER),
        audience=found.text("aud", schema.IDENTIFIER),
        issued_at=found.moment("iat"),
        sequence=found.whole("seq", least=1),
        previous=found.text("prev", schema.SHA256_OR_NONE),
        replaces=found.text("replaces", schema.SHA256_OR_NONE) if "replaces" in found.fields else "",
        app_version=program.text("version", schema.VERSION),
        app_build=program.text("build", schema.SHA256_OR_NONE) if "build" in program.fields else "",
        bank=_bank(found.record("bank", _BANK)),
        scoring_version=scored.text("version", schema.VERSION),
        scoring_sha256=scored.text("sha256", schema.SHA256_OR_NONE) if "sha256" in scored.fields else "",
        consent=None if withdrawn else _consent(found.record("consent", _CONSENT)),
        audit=_audit(found.record("audit", _AUDIT if found.fields["v"] == FORMAT else _AUDIT_1)),
        clock=_clock(found.record("clock", _CLOCK)),
        subject=found.text("subject", schema.IDENTIFIER_OR_NONE if withdrawn else schema.IDENTIFIER),
        events=found.plains("events"),
        profile=found.plain("profile"),
    )


def _check_form(claims: Record, readable: Collection[int]) -> None:
    """The fields that this version of the program knows only a few right values for."""
    if claims.whole("v") not in readable:
        raise Misfit(f"claims.v: found {claims.whole('v')}, expected {' or '.join(map(str, sorted(readable)))}")
    kind = claims.text("kind", schema.IDENTIFIER)
    known = KINDS if claims.fields["v"] == FORMAT else (PROFILE,)
    if kind not in known:
        raise WrongKind(f"claims.kind: found another kind, expected {' or '.join(known)}")
    if claims.moment("exp") != claims.moment("iat") + LIFETIME:
        raise Misfit(f"claims.exp: expected {LIFETIME.days} days after claims.iat")
    if kind == WITHDRAWN and claims.fields["consent"] is not None:
        raise Misfit("claims.consent: found something, expected null: who withdrew agrees to nothing")
    claims.text("pad", schema.BASE64URL)


def _check_kind(contents: Contents) -> None:
    """A withdrawn bundle says nothing about a person; every other stands for itself."""
    if contents.kind == WITHDRAWN and (contents.events or contents.profile):
        raise Misfit("claims.events and claims.profile: found something, expected nothing of who withdrew")
    if contents.kind != WITHDRAWN and contents.replaces:
        raise Misfit(f"claims.replaces: found a digest, expected one only where kind is {WITHDRAWN}")


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
    broken = found.whole("broken") if "broken" in found.fields else 0
    return Audit(n=found.whole("n"), head=found.text("head", schema.SHA256_OR_NONE), broken=broken)


def _clock(found: Record) -> Clock:
    return Clock(floor=found.moment("floor"), adjusted=found.flag("adjusted"))
