"""What a finished session says in its bundle: shared events, the profile made of them, and where they come from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import cast

from assessment.bundle.contents import PROFILE, WITHDRAWN, Audit, Bank, Clock, Consent, Contents
from assessment.bundle.keys import Jwk
from assessment.bundle.recipient import Recipient
from assessment.bundle.strict_json import cleaned
from assessment.bundle.trust import Trust
from assessment.items.interactions import Information
from assessment.items.model import ItemBank
from assessment.items.text import item_texts
from assessment.scoring.profile import VERSION as SCORING
from assessment.session import outcome
from assessment.session.events import Event
from assessment.session.record import dump_events, dump_profile, load_events
from assessment.session.session import Session, replay
from assessment.session.sharing import shared
from assessment.storage.sessions import AuditHead

Translate = Callable[[str, str, str], str]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who this kiosk is: its *name* and key, the desk it seals for, its secret, and the *program* version.

    *build* and *scoring* are hashes over the files of the program, "" where nobody took them. The desk comes from
    *trust*, the store that officers signed, and so do the *receipt_keys*: a receipt counts when one of them signed it.
    """

    name: str
    device_key: Jwk
    recipient: Recipient
    secret: bytes
    program: str
    trust: Trust
    build: str = ""
    scoring: str = ""
    receipt_keys: tuple[Jwk, ...] = ()
    enrolled_at: datetime | None = None

    @property
    def earliest(self) -> datetime | None:
        """When it was enrolled, or its trust store signed, whatever came last: no clock is right that shows less."""
        signed = self.trust.issued if self.trust.version else None
        return max((moment for moment in (signed, self.enrolled_at) if moment), default=None)


@dataclass(frozen=True, slots=True)
class Place:
    """The id of a bundle, where in this kiosk's row it stands, and how clock and audit log were."""

    bundle_id: str
    sequence: int
    previous: str
    audit: AuditHead
    clock: Clock
    audit_broken: int = 0


def contents(
    events: Sequence[Event], bank: ItemBank, identity: Identity, place: Place, translate: Translate, now: datetime
) -> Contents:
    """The contents of the bundle for the session of *events*; scores what remains to be shared."""
    given = carried(shared(events, bank))
    session = replay(given)
    return replace(
        _of_nobody(bank, identity, place, now),
        kind=PROFILE,
        consent=_consent(bank, session, translate, now),
        subject=session.subject,
        events=dump_events(given),
        profile=dump_profile(outcome.profile(bank, session)),
    )


def carried(events: Sequence[Event]) -> tuple[Event, ...]:
    """*events* with every text as a bundle can carry it.

    What is typed now is tidy before it is stored. A session that was paused under an older program may hold letters
    with loose marks, and sealing must not fail for that: the answers would stay behind on the kiosk.
    """
    return load_events(cast(list[object], cleaned(dump_events(events))))


def withdrawn(bank: ItemBank, identity: Identity, place: Place, replaces: str, now: datetime) -> Contents:
    """The contents of the bundle that stands for one which was taken back: it says nothing of a person.

    *replaces* is the digest of the signed contents that were made for its number before.
    """
    return replace(_of_nobody(bank, identity, place, now), replaces=replaces)


def _of_nobody(bank: ItemBank, identity: Identity, place: Place, now: datetime) -> Contents:
    """What every bundle says of its kiosk, and nothing of a person."""
    return Contents(
        kind=WITHDRAWN,
        bundle_id=place.bundle_id,
        issuer=identity.name,
        audience=identity.recipient.municipality,
        issued_at=now.replace(microsecond=0),
        sequence=place.sequence,
        previous=place.previous,
        app_version=identity.program,
        app_build=identity.build,
        bank=Bank(bank.id, bank.version, bank.content_hash),
        scoring_version=SCORING,
        scoring_sha256=identity.scoring,
        consent=None,
        audit=Audit(place.audit.n, place.audit.head, place.audit_broken),
        clock=place.clock,
        subject="",
        events=[],
        profile={},
    )


def _consent(bank: ItemBank, session: Session, translate: Translate, now: datetime) -> Consent:
    """Which words were shown before the candidate agreed (their hash, in the language of the end), and to what."""
    shown = [
        translate(session.locale, text.context, text.text)
        for item in bank.items.values()
        if isinstance(item.interaction, Information) and item.id in session.presented
        for text in item_texts(item)
    ]
    scopes = [s.id for s in bank.sections if any(item.id in session.responses for item in s.items)]
    digest = sha256("\n".join(shown).encode()).hexdigest()
    return Consent(bank.version, session.locale, digest, now.replace(microsecond=0), tuple(scopes))
