"""One file into what a desk may store, or a code that says why not: steps 1 to 11 of SECURITY.md §4.7.

All work on bytes that nobody vouched for yet is done here, and usually in a child process with limits. What comes out
can be written as plain data, and is read strictly on the other side.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from assessment.bundle import schema, strict_json, unseal
from assessment.bundle.contents import PROFILE, WITHDRAWN, Contents, from_claims, to_claims
from assessment.bundle.errors import BundleError, MalformedContents, refused_as
from assessment.bundle.keys import Jwk
from assessment.bundle.schema import Record
from assessment.bundle.trust import Trust
from assessment.bundle.unseal import Verified
from assessment.desk import checking
from assessment.desk.scores import dumped
from assessment.items.model import ItemBank
from assessment.session import record

# the codes of step 11 and of the process around it; those of the steps before are in bundle.errors
UNKNOWN_BANK, INCOHERENT = "unknown_bank", "incoherent"
TOO_COSTLY, NOT_READ, NO_TRUST = "too_costly", "not_read", "no_trust"
STEPS = (
    *("file", "form", "recipient", "decryption", "token", "kiosk"),
    *("signature", "JSON", "contents", "meaning", "scores"),
)
LARGEST = 8 * 1024 * 1024  # bytes of a reading: contents and profile, both in quotation marks

_FIELDS = schema.names("code why incident steps kid kiosk jws_digest claims profile differs")
_STEP = schema.names("number found")
_CODE = schema.IDENTIFIER_OR_NONE
_KID = re.compile(rf"({schema.THUMBPRINT.pattern})?")
_FACT = re.compile(r"[ -~]{0,200}")
_ANYTHING = re.compile(r".*", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading a file came to: a *code* that says what is the matter with it, "" for nothing.

    *why* says what was found and what was expected, never what a person said. *steps* are those that were passed. Once
    the signature was verified, *kid* and *kiosk* say who made it; *contents* are there if they have the right form.
    *profile* is what this desk scored, as JSON ("" where there was nothing to score), and *differs* says that the kiosk
    stated something else. *incident* names what the program did not foresee.
    """

    code: str = ""
    why: str = ""
    incident: str = ""
    steps: tuple[tuple[int, str], ...] = ()
    kid: str = ""
    kiosk: str = ""
    jws_digest: str = ""
    contents: Contents | None = None
    profile: str = ""
    differs: bool = False


@dataclass(slots=True)
class _Progress:
    """How far reading came; kept when it ends early."""

    steps: list[tuple[int, str]] = field(default_factory=list)
    verified: Verified | None = None

    def note(self, number: int, found: str) -> None:
        self.steps.append((number, found))

    def ended(self, code: str, why: str = "", incident: str = "") -> Reading:
        return replace(self.reading(), code=code, why=_told(why), incident=incident)

    def reading(self, profile: str = "", differs: bool = False) -> Reading:
        found = self.verified
        return Reading(
            steps=tuple(self.steps),
            kid=found.kid if found else "",
            kiosk=found.device.name if found else "",
            jws_digest=found.jws_digest if found else "",
            contents=found.contents if found else None,
            profile=profile,
            differs=differs,
        )


@dataclass(frozen=True, slots=True)
class Reader:
    """What a desk reads with: its *keys*, whom it trusts, and the *banks* that it knows by content hash."""

    keys: Sequence[Jwk]
    trust: Trust
    banks: Mapping[str, ItemBank]

    def read(self, data: bytes, now: datetime, despite: Collection[str] = ()) -> Reading:
        """What the file *data* comes to at *now*, believed *despite* the doubts with these codes; raises nothing."""
        progress = _Progress()
        try:
            return self._read(data, now, despite, progress)
        except BundleError as error:
            return progress.ended(error.code, str(error))
        except checking.Incoherent:
            return progress.ended(INCOHERENT)
        except (MemoryError, RecursionError) as error:
            return progress.ended(TOO_COSTLY, incident=type(error).__name__)
        except Exception as error:  # whatever a stranger's bytes can do to us ends here, and is noted
            return progress.ended(MalformedContents.code, incident=type(error).__name__)

    def _read(self, data: bytes, now: datetime, despite: Collection[str], progress: _Progress) -> Reading:
        progress.verified = found = unseal.genuine(data, self.keys, self.trust, progress.note)
        unseal.check_meaning(found, self.trust, now, despite)
        contents = found.contents
        progress.note(10, f"for {contents.audience}, sealed {contents.issued_at:%Y-%m-%d %H:%M} UTC")
        if not contents.events:
            return progress.ended(_without_events(contents))
        bank = self.banks.get(contents.bank.sha256)
        if bank is None:
            return progress.ended(UNKNOWN_BANK)
        checked = checking.check(contents, bank)
        differs = bool(checked.differences)
        progress.note(11, f"{checked.responses} responses scored again: {'other scores' if differs else 'the same'}")
        return progress.reading(profile=dumped(record.dump_profile(checked.profile)), differs=differs)


def _told(why: str) -> str:
    """*why* in one line of ASCII: some libraries repeat what they found."""
    return why.encode("unicode_escape").decode("ascii")[:200]


def no_trust(error: Exception) -> Reading:
    """What a file comes to where *error* keeps the desk from knowing whom it trusts."""
    return Reading(code=NO_TRUST, incident=type(error).__name__)


def _without_events(contents: Contents) -> str:
    """Nobody sat, or who sat took it all back; a profile must rest on something."""
    if contents.kind == PROFILE:
        return INCOHERENT
    if contents.subject and contents.kind == WITHDRAWN:
        checking.check_subject(contents)
    return ""


def dump(found: Reading) -> bytes:
    """*found* as plain data."""
    return strict_json.dumps(
        {
            "code": found.code,
            "why": found.why,
            "incident": found.incident,
            "steps": [{"number": number, "found": text} for number, text in found.steps],
            "kid": found.kid,
            "kiosk": found.kiosk,
            "jws_digest": found.jws_digest,
            # as text: one level less for the reader, and each part is read by its own rules
            "claims": dumped(to_claims(found.contents)) if found.contents else "",
            "profile": found.profile,
            "differs": found.differs,
        }
    )


def wants_a_bank(data: bytes) -> bool:
    """Whether the reading in *data*, as *dump* writes it, ended for want of an item bank: told without reading all."""
    return data.startswith(b'{"code":"%s"' % UNKNOWN_BANK.encode())


def load(data: bytes) -> Reading:
    """The reading in *data*, every part of it checked once more; raises MalformedContents."""
    with refused_as(MalformedContents):
        found = Record.of(strict_json.loads(data, LARGEST), "reading", _FIELDS)
        claims, profile = found.text("claims", _ANYTHING), found.text("profile", _ANYTHING)
        if profile:
            strict_json.loads(profile.encode(), LARGEST)
        return Reading(
            code=found.text("code", _CODE),
            why=found.text("why", _FACT),
            incident=found.text("incident", _CODE),
            steps=tuple(_step(each) for each in found.values("steps")),
            kid=found.text("kid", _KID),
            kiosk=found.text("kiosk", schema.IDENTIFIER_OR_NONE),
            jws_digest=found.text("jws_digest", schema.SHA256_OR_NONE),
            contents=from_claims(strict_json.loads(claims.encode(), LARGEST)) if claims else None,
            profile=profile,
            differs=found.flag("differs"),
        )


def _step(value: object) -> tuple[int, str]:
    found = Record.of(value, "step", _STEP)
    return found.whole("number", least=1, most=len(STEPS)), found.text("found", _FACT)
