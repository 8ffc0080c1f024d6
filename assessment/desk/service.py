"""What a desk does, without Flask."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from secrets import token_hex

from werkzeug.security import check_password_hash, generate_password_hash

from assessment.bundle.errors import TrustError
from assessment.bundle.keys import Jwk
from assessment.bundle.trust import Trust
from assessment.desk import issuing, reading, scores
from assessment.desk.apart import ReadsApart
from assessment.desk.checking import Difference
from assessment.desk.kiosks import Kiosks
from assessment.desk.outcomes import Outcome
from assessment.desk.reading import Reader, Reading
from assessment.desk.receiving import Receiving
from assessment.desk.scores import Opened
from assessment.items.model import ItemBank
from assessment.report import profile_page, rescored
from assessment.report.page_model import Origin, ProfilePage
from assessment.report.pdf import pdf
from assessment.scoring.profile_model import Profile
from assessment.storage import held
from assessment.storage.case_records import (
    Advice,
    Case,
    Conflict,
    GivenAdvice,
    Number,
    Quarantined,
    Score,
    StartCode,
    StoredBundle,
    Withdrawn,
)
from assessment.storage.cases import CaseStore, UnknownCase

TRIES = 5
WAIT = timedelta(minutes=5)
MOST_CODES = 50


class NotLoggedIn(Exception):
    """Name and password do not fit; *wait_seconds* is above 0 where nobody may try for that long."""

    def __init__(self, wait_seconds: int = 0) -> None:
        super().__init__(f"wait {wait_seconds} seconds" if wait_seconds else "wrong name or password")
        self.wait_seconds = wait_seconds


@dataclass(frozen=True, slots=True)
class ScaleChange:
    """What scoring again did on the scale called *title*: from what to what, and *why*."""

    title: str
    words: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoredAgain:
    """A sitting whose newest score says something else than the one before, on the scales with these *titles*."""

    score: Score
    code: str
    reference: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sitting:
    """One stored bundle, ready to be shown as in one *score* of its *scores*; *changes* are from the score before."""

    bundle: StoredBundle
    bank: ItemBank
    page: ProfilePage
    differs: bool
    differences: tuple[Difference, ...]
    responses: int
    score: Score
    scores: tuple[Score, ...]
    changes: tuple[ScaleChange, ...]


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything under one start code: its sittings and its advice, newest first.

    *withdrawn* are the ids of those sittings that the person took back after they had come in.
    """

    code: str
    reference: str
    issued: bool
    bundles: tuple[StoredBundle, ...]
    advice: tuple[GivenAdvice, ...]
    withdrawn: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Desk:
    """What a desk does: hands out start codes, receives bundles, shows them, and keeps the case worker's own words.

    *trust* is asked at every bundle, so that a newly enrolled kiosk is known at once; *banks* are by content hash.
    Files are read *apart*, in another process, or where there is none in this one. Without a *receipt_key* kiosks get
    no receipts.
    """

    store: CaseStore
    keys: Sequence[Jwk]
    trust: Callable[[], Trust]
    banks: Mapping[str, ItemBank]
    now: Callable[[], datetime]
    digits: Callable[[int], str]
    apart: ReadsApart | None = None
    receipt_key: Callable[[], Jwk | None] = lambda: None

    def check_login(self, name: str, password: str) -> str:
        """The user that *name* and *password* belong to; NotLoggedIn otherwise, with waiting after five tries."""
        now = self.now()
        failed = self.store.failures(name, now - WAIT)
        if len(failed) >= TRIES:
            raise NotLoggedIn(wait_seconds=max(1, round((failed[-TRIES] + WAIT - now).total_seconds())))
        # an unknown name takes as long as a known one
        if check_password_hash(self.store.password_hash(name) or _nobody(), password):
            self.store.forget_failures(name)
            self.store.audit(now, name, "logged_in")
            return name
        self.store.add_failure(name, now)
        raise NotLoggedIn

    def issue_codes(self, count: int, by: str) -> list[str]:
        """*count* new start codes, kept as issued *by* a case worker."""
        new = issuing.fresh(self.store.codes(), self.digits, min(count, MOST_CODES))
        self.store.add_codes(new, self.now(), by)
        self.store.audit(self.now(), by, "issued_codes", str(len(new)))
        return new

    def issue_repeat(self, code: str, by: str) -> str:
        """A start code with which the person behind *code* sits again, with other items; NoRepeat where nobody can."""
        form, reference = issuing.next_form(self.store.codes(), code)
        (new,) = issuing.fresh(self.store.codes(), self.digits, 1, form)
        self.store.add_codes([new], self.now(), by)
        self.store.set_reference(new, reference)
        self.store.audit(self.now(), by, "issued_repeat", str(form))
        return new

    def codes(self) -> list[StartCode]:
        """Every start code handed out here, newest first."""
        return self.store.codes()

    def refer(self, code: str, reference: str) -> None:
        """Note who *code* is for; UnknownCase where it was not handed out here."""
        self.store.set_reference(code, reference)

    @property
    def receiving(self) -> Receiving:
        """What takes files in, and decides about those that are kept apart."""
        return Receiving(self.store, self._read, self.now, self.kiosks.take_list)

    def receive(self, data: bytes, by: str) -> Outcome:
        """Take in the file *data*: opened, checked, replayed and scored again, then stored once."""
        return self.receiving.receive(data, by)

    @property
    def kiosks(self) -> Kiosks:
        """What there is to know and to do about the kiosks."""
        return Kiosks(self.store, self.keys, self.trust, self.receipt_key, self.now)

    def _read(self, data: bytes, now: datetime, despite: Collection[str]) -> Reading:
        if self.apart is not None:
            return self.apart.read(data, now, despite)
        try:
            trust = self.trust()
        except (TrustError, OSError) as error:
            return reading.no_trust(error)
        return Reader(self.keys, trust, self.banks).read(data, now, despite)

    def quarantined(self) -> list[Quarantined]:
        """What is kept apart, newest first."""
        return held.quarantined(self.store)

    def conflicts(self) -> list[tuple[Conflict, tuple[Number, ...]]]:
        """What contradicts something that is here, newest first, each with what that is."""
        return held.conflicts(self.store)

    def withdrawals(self) -> list[Withdrawn]:
        """Who withdrew, newest first."""
        return held.withdrawals(self.store)

    def cases(self) -> list[Case]:
        """Every case, the one with the newest sitting first."""
        return self.store.cases()

    def case(self, code: str) -> CaseFile:
        """Everything under start code *code*; UnknownCase where nothing was received under it."""
        bundles = tuple(self.store.bundles(code))
        if not bundles:
            raise UnknownCase(code)
        issued = {one.code: one for one in self.store.codes()}.get(code)
        reference = issued.reference if issued else ""
        withdrawn = frozenset(one.bundle_id for one in self.withdrawals() if one.code == code)
        return CaseFile(code, reference, issued is not None, bundles, tuple(self.store.advice(code)), withdrawn)

    def profile(self, bundle_id: str) -> Profile:
        """The profile of a stored bundle, as scored here last."""
        opened = self.opened(bundle_id)
        return scores.profile(opened, opened.newest, self.banks)

    def opened(self, bundle_id: str) -> Opened:
        """A stored bundle, replayed; UnknownCase where it is not here, BankMissing where its bank is not."""
        return scores.open_stored(self.store.bundle(bundle_id), self.store, self.banks)

    def sitting(self, bundle_id: str, number: int = 0) -> Sitting:
        """A stored bundle in words, as in its score *number* (0: the newest).

        UnknownCase where there is no such bundle or score, BankMissing where a bank of it is not on this machine.
        """
        opened = self.opened(bundle_id)
        score = opened.number(number)
        bank = scores.bank_of(score, self.banks)
        found = scores.profile(opened, score, self.banks)
        today = self.now().astimezone().date()
        page = profile_page.page(bank, found, self._origin(opened, score), opened.checked.spoken, today)
        return Sitting(
            bundle=opened.bundle,
            bank=bank,
            page=page,
            differs=opened.differs,
            differences=opened.checked.differences,
            responses=opened.checked.responses,
            score=score,
            scores=opened.scores,
            changes=tuple(self._told(opened, score, bank)),
        )

    def _told(self, opened: Opened, score: Score, bank: ItemBank) -> Iterator[ScaleChange]:
        speech = rescored.dutch(opened.sat, bank)
        for one in scores.changed(opened, score, self.banks):
            title = rescored.title(bank, one.scale)
            yield ScaleChange(title, rescored.change(one, speech), tuple(rescored.causes(one, speech)))

    def scored_again(self) -> list[ScoredAgain]:
        """The sittings of which the newest score says something else than the one before, the newest first."""
        references = {case.code: case.reference for case in self.store.cases()}
        found = []
        for bundle_id in self.store.scored_again():
            kept = self.store.scores(bundle_id)
            bank = self.banks.get(kept[-1].bank_hash)
            titles = tuple(rescored.title(bank, scale) if bank else scale for scale in scores.moved(kept))
            code = self.store.code_of(bundle_id)
            found += [ScoredAgain(kept[-1], code, references.get(code, ""), titles)] if titles else []
        return found

    def report(self, bundle_id: str, number: int = 0) -> bytes:
        """The page on paper, made anew each time."""
        return pdf(self.sitting(bundle_id, number).page)

    def _origin(self, opened: Opened, score: Score) -> Origin:
        bundle, session = opened.bundle, opened.checked.session
        file = self.case(bundle.code)
        return Origin(
            code=bundle.code,
            reference=file.reference,
            kiosk=opened.contents.issuer,
            program=session.program,
            started_at=session.started_at,
            differs=opened.differs,
            issued=file.issued,
            remarks=tuple(scores.remarks(opened, score, self.banks)),
            followed=None if score.number == opened.newest.number else opened.number(score.number + 1).at,
        )

    def note(self, code: str, advice: Advice, by: str) -> None:
        """Add a case worker's own *advice* to case *code*; what was written before stays."""
        self.store.add_advice(code, GivenAdvice(advice, self.now(), by))


@cache
def _nobody() -> str:
    """The hash of a password that nobody has."""
    return generate_password_hash(token_hex(32), method="scrypt")
