"""What a desk keeps, as values."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StartCode:
    """A code handed out by *issued_by*; *reference* is the case worker's own note of who it is for."""

    code: str
    reference: str
    issued_at: datetime
    issued_by: str


@dataclass(frozen=True, slots=True)
class StoredBundle:
    """A bundle as received (*data*) and as read (*contents*, JSON), with the *problems* found when it was checked.

    *jws_digest* is that of the signed contents ("" if they came in before it was kept), *previous* that of the
    bundle before it in the kiosk's row.
    """

    bundle_id: str
    kid: str
    sequence: int
    code: str
    digest: str
    data: bytes
    contents: str
    problems: tuple[str, ...]
    imported_at: datetime
    imported_by: str
    jws_digest: str = ""
    previous: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """What a bundle was scored as: *profile* (JSON) by the *scoring* version with a *bank*, and the *reason* for it.

    *number* 1 is from when the bundle came in, without a reason; never changed, only followed by a newer one.
    """

    bundle_id: str
    number: int
    bank: str
    bank_version: str
    bank_hash: str
    scoring: str
    profile: str
    at: datetime
    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A bundle that may be good but cannot be checked here, kept as received with the *reason* why.

    *kiosk* and *sequence* are there where its signature was good ("" and 0 where nobody could look).
    """

    digest: str
    data: bytes
    reason: str
    received_at: datetime
    received_by: str
    kiosk: str = ""
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Number:
    """What came in under number *sequence* of the key *kid*: its *kind*, and the *digest* of what it says.

    *jws_digest* and *previous* are as in a StoredBundle.
    """

    kid: str
    sequence: int
    bundle_id: str
    kind: str
    digest: str
    jws_digest: str
    previous: str
    received_at: datetime
    received_by: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Somebody took back what stands, or would have stood, under a *number* of a kiosk.

    *code* is their start code, "" where the kiosk did not know it; *replaces* the digest of the signed contents that
    the withdrawal stands in for.
    """

    number: Number
    code: str
    replaces: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Somebody with start *code* ("" where nobody knows it) withdrew; *bundle_id* is that of a profile that is here."""

    code: str
    reference: str
    bundle_id: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Conflict:
    """A bundle, rightly signed, that contradicts what is here under its id or its number; kept as received."""

    digest: str
    data: bytes
    kiosk: str
    kid: str
    sequence: int
    bundle_id: str
    kind: str
    sealed_at: datetime
    received_at: datetime
    received_by: str


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate's sittings under one start code; *issued* is false where this desk never gave out the code."""

    code: str
    reference: str
    issued: bool
    sittings: int
    imported_at: datetime
    problems: bool


@dataclass(frozen=True, slots=True)
class Action:
    """What was agreed in one life *domain*, for the *short* and the *long* term."""

    domain: str
    short: str
    long: str


@dataclass(frozen=True, slots=True)
class Advice:
    """The case worker's own judgement, any deviation from what the profile suggests and why, and what was agreed."""

    judgement: str
    deviation: str = ""
    reason: str = ""
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenAdvice:
    """*advice* as it was saved *at* a moment *by* a case worker; never changed, only followed by a newer one."""

    advice: Advice
    at: datetime
    by: str
