"""What a kiosk does, without Flask: sessions are opened, answered, paused and sealed here, with real keys."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from secrets import randbelow, token_hex
from uuid import uuid4

from assessment.bundle.contents import Clock
from assessment.items.model import ItemBank
from assessment.items.responses import Missing, Response
from assessment.session import codes, delivery
from assessment.session.delivery import NotOnScreen
from assessment.session.events import Event, SessionStarted
from assessment.session.session import Session, after, replay
from assessment.storage import vault, verifiers
from assessment.storage.damage import DamagedSession
from assessment.storage.sessions import (
    AlreadyStored,
    NoSuchSession,
    NotRead,
    NotStored,
    SessionStore,
    StoredKey,
)
from assessment.storage.vault import Cost
from assessment.storage.visits import StoredVisits
from kiosk import clock, contents, sealing, tries, trusting
from kiosk.contents import Identity, Place
from kiosk.keyring import Keyring, OpenSession, SessionClosed
from kiosk.recognition import AlreadyShared, recognise
from kiosk.retention import Limits
from kiosk.tidy import tidy
from kiosk.together import together


class UnknownLocale(ValueError):
    """That language is not offered on this kiosk."""


class NoRoom(Exception):
    """The disk is so full that no new session may begin; those that began go on."""


class BankChanged(Exception):
    """The session began with another version of the item bank and cannot go on with this one."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A session whose key is in memory, and the code that reopens it after a pause."""

    session_id: str
    resume_code: str


@dataclass
class Kiosk:
    """The use cases of a kiosk. *now*, *translate* and *cost* are arguments so that tests need no patching."""

    bank: ItemBank
    offered: tuple[str, ...]
    store: SessionStore
    identity: Identity
    now: Callable[[], datetime]
    translate: Callable[[str, str, str], str] = lambda locale, context, text: text
    stick: Path | None = None
    paper: bool = True
    cost: Cost = field(default_factory=Cost)
    keyring: Keyring = field(default_factory=Keyring)
    has_room: Callable[[], bool] = lambda: True
    refresh: Callable[[Identity, datetime], Identity] = lambda identity, now: identity
    limits: Limits = field(default_factory=Limits)
    audit_broken: int = 0  # the first entry of the audit log that was changed, as found at the start

    @cached_property
    def visits(self) -> StoredVisits:
        """What browsers at this kiosk are doing."""
        return StoredVisits(self.store, self.identity.secret, lambda: self.now().date())

    # opening

    def start(self, start_code: str, locale: str) -> Opened:
        """Begin a session for the person with *start_code*.

        WrongCode, UnknownLocale or NoRoom where that cannot be, NotTrusted where the desk would refuse the bundle,
        ClockInDoubt where nobody can tell what day it is.
        """
        subject = codes.parse_start_code(start_code)
        self._check_locale(locale)
        if not self.has_room():
            raise NoRoom
        self.hear_officers()
        trusting.check(self.identity, self.now())
        clock.check(self.store, self.identity.earliest, self.now())
        session_id, key, slip = token_hex(32), vault.new_key(), self._free_slip()
        code = codes.resume_code(slip, _digits(codes.RESUME_RANDOM))
        started = SessionStarted(
            at=self.now(),
            session_id=session_id,
            subject=subject,
            bank=self.bank.id,
            bank_version=self.bank.version,
            bank_hash=self.bank.content_hash,
            locale=locale,
            seed=randbelow(2**31),
            program=self.identity.program,
        )
        events = delivery.start(started, self.bank)
        wrapped = vault.wrap(key, code, session_id, self.identity.secret, self.cost)
        self.store.create(StoredKey(session_id, slip, wrapped, 0, None), key, events, started.at)
        self.keyring.enter(session_id, OpenSession(key, code, replay(events), started.at))
        return Opened(session_id, code)

    def hear_officers(self) -> None:
        """Take in the trust store that was accepted since, and with it the keys to seal to and to sign with."""
        before, now = self.identity.trust.version, self.now()
        self.identity = self.refresh(self.identity, now)
        if self.identity.trust.version != before:
            self.store.audit("trust_changed", f"trust {self.identity.trust.version}", now)

    def _free_slip(self) -> str:
        taken = self.store.slips() | verifiers.slips(self.store)
        while (slip := _digits(codes.SLIP_DIGITS)) in taken:
            continue
        return slip

    def _check_locale(self, locale: str) -> None:
        if locale not in self.offered:
            raise UnknownLocale(f"found {locale!r}, expected one of {', '.join(self.offered)}")

    def resume(self, code: str) -> Opened:
        """Reopen a session with its resume code; AlreadyShared where it ended by sharing.

        WrongCode, with how long to wait after too many tries, for any other, whether its slip number is in use or not.
        DamagedSession where what is stored of it is not what was stored once.
        """
        digits = codes.parse_resume_code(code)
        with self.keyring.lock:
            try:
                stored = self.store.stored_key(codes.slip_number(digits))
            except NoSuchSession:
                shared = recognise(self.store, digits, self.identity.secret, self.cost, self.now())
                raise AlreadyShared(shared) from None
            return self._unlock(stored, digits)

    def _unlock(self, stored: StoredKey, code: str) -> Opened:
        now, session_id = self.now(), stored.session_id
        key = tries.unlock(self.store, stored, code, self.identity.secret, now)
        session = replay(self.store.events(session_id, key))
        if session.bank_hash != self.bank.content_hash:
            raise BankChanged(session.bank_version)
        resumed = delivery.resume(now)
        self.store.append(session_id, key, session.length, resumed)
        self.keyring.enter(session_id, OpenSession(key, code, after(session, resumed), now))
        return Opened(session_id, code)

    # looking

    def session(self, session_id: str) -> Session:
        """The session as it stands; SessionClosed where its key is not in memory."""
        return self.keyring[session_id].session

    def resume_code(self, session_id: str) -> str:
        """The code that reopens this session."""
        return self.keyring[session_id].code

    # answering

    def answer(self, session_id: str, item_id: str, step: int, response: Response) -> Session:
        """Store a response and what follows from it; StaleResponse or NotOnScreen where the item is not on screen."""
        if item_id not in self.bank.items:
            raise NotOnScreen(item_id)
        kept = tidy(self.bank, self.bank.item(item_id), response)
        return self._do(session_id, lambda session, now: delivery.respond(session, self.bank, item_id, step, kept, now))

    def skip(self, session_id: str, item_id: str, step: int, reason: Missing) -> Session:
        """Go on without a response, for *reason*; errors as `answer`."""
        return self._do(session_id, lambda session, now: delivery.skip(session, self.bank, item_id, step, reason, now))

    def can_go_back(self, session: Session) -> bool:
        """Whether there is an item to go back to."""
        return delivery.previous(session, self.bank) is not None

    def back(self, session_id: str) -> Session:
        """Show the item before, where the section allows it."""
        return self._do(session_id, lambda session, now: delivery.back(session, self.bank, now))

    def switch(self, session_id: str, locale: str, draft: Response | None) -> Session:
        """Go on in another language, with what stands unsent on the page as *draft*."""
        self._check_locale(locale)
        return self._do(session_id, lambda session, now: delivery.switch(session, self.bank, locale, draft, now))

    def stop(self, session_id: str) -> Session:
        """End every section here and go to the closing page."""
        return self._do(session_id, lambda session, now: delivery.stop(session, self.bank, now))

    # the closing page

    def revisit(self, session_id: str, item_id: str) -> Session:
        """Put an item on screen again to correct it; NotOnScreen where its section does not allow that."""
        return self._do(session_id, lambda session, now: delivery.revisit(session, self.bank, item_id, now))

    def withhold(self, session_id: str, item_ids: Sequence[str]) -> Session:
        """Strike responses out; of a section that is seen as a whole, all of it goes, shown or not."""
        items = together(self.bank, item_ids)
        return self._do(session_id, lambda session, now: delivery.withhold(session, items, now))

    def release(self, session_id: str, item_ids: Sequence[str]) -> Session:
        """Take a strike-out back."""
        items = together(self.bank, item_ids)
        return self._do(session_id, lambda session, now: delivery.release(session, items, now))

    # closing

    def pause(self, session_id: str) -> str:
        """Pause, forget the key and return the resume code."""
        opened = self.keyring[session_id]
        self._do(session_id, lambda session, now: delivery.pause(session, now), "session_paused")
        self.keyring.close(session_id)
        return opened.code

    def leave(self, session_id: str) -> None:
        """Pause because nobody is there: the key goes, also where the pause itself cannot be stored."""
        try:
            self.pause(session_id)
        except (NotStored, NotRead, DamagedSession):
            self.keyring.close(session_id)

    def finish(self, session_id: str) -> str:
        """Score, seal and store the bundle and erase the answers, all or nothing; the bundle's id.

        NumberingLost where it is not known which number this bundle gets.
        """
        with self.keyring.lock:
            opened = self.keyring[session_id]
            self.hear_officers()
            now = self.now()
            ended = delivery.finish(opened.session, now)
            events = (*self.store.events(session_id, opened.key), *ended)
            last, previous = self.store.last_sealed()
            place = self.place(last + 1, previous)
            made = contents.contents(events, self.bank, self.identity, place, self.translate, now)
            outgoing = sealing.bundle(made, self.identity)
            on_paper = sealing.on_paper(made, outgoing.jws_digest, self.identity) if self.paper else b""
            recognised = verifiers.beside(outgoing, opened.code, previous, self.identity.secret, self.cost)
            self.store.seal(session_id, outgoing, now, on_paper, recognised)
            self.keyring.close(session_id)
        if self.stick is not None and self.stick.is_dir():
            sealing.carry(self.store, outgoing, self.stick, session_id, now)
        return outgoing.bundle_id

    def place(self, sequence: int, previous: str) -> Place:
        """The place of bundle number *sequence* behind the digest *previous*, under an id of its own."""
        state = clock.state(self.store.rows, self.identity.earliest, self.now())
        told = Clock(state.floor.replace(microsecond=0), state.adjusted)
        return Place(str(uuid4()), sequence, previous, self.store.audit_head(), told, self.audit_broken)

    def lock_idle(self, minutes: float) -> None:
        """Pause every session that nobody touched for *minutes*."""
        now = self.now()
        self.keyring.not_later_than(now)
        for session_id in self.keyring.untouched_since(now - timedelta(minutes=minutes)):
            with suppress(SessionClosed):  # just left
                self.leave(session_id)

    # storing

    def _do(
        self, session_id: str, decide: Callable[[Session, datetime], tuple[Event, ...]], entry: str | None = None
    ) -> Session:
        with self.keyring.lock:
            opened = self.keyring[session_id]
            events = decide(opened.session, self.now())
            if events:
                try:
                    self.store.append(session_id, opened.key, opened.session.length, events, entry)
                except AlreadyStored as error:
                    raise delivery.StaleResponse(session_id) from error
                opened.session = after(opened.session, events)
            opened.used_at = self.now()
            return opened.session


def _digits(count: int) -> str:
    return "".join(str(randbelow(10)) for _ in range(count))
