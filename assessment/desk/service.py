"""What a desk does, without Flask."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from secrets import token_hex

from werkzeug.security import check_password_hash, generate_password_hash

from assessment.bundle import unseal
from assessment.bundle.contents import to_claims
from assessment.bundle.errors import BundleError, Undecided
from assessment.bundle.keys import Jwk
from assessment.bundle.trust import Trust
from assessment.desk import checking, issuing, scores
from assessment.desk.checking import Checked, Difference
from assessment.desk.outcomes import AlreadyImported, HeldApart, Imported, Outcome, Refused
from assessment.desk.scores import Opened
from assessment.items.model import ItemBank
from assessment.report import profile_page, rescored
from assessment.report.page_model import Origin, ProfilePage
from assessment.report.pdf import pdf
from assessment.scoring.profile_model import Profile
from assessment.storage import papers
from assessment.storage.case_records import Advice, Case, GivenAdvice, Quarantined, Score, StartCode, StoredBundle
from assessment.storage.cases import CaseStore, ConflictingBundle, UnknownCase

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
    """Everything under one start code: its sittings and its advice, newest first."""

    code: str
    reference: str
    issued: bool
    bundles: tuple[StoredBundle, ...]
    advice: tuple[GivenAdvice, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What a desk does: hands out start codes, receives bundles, shows them, and keeps the case worker's own words.

    *trust* is asked at every bundle, so that a newly enrolled kiosk is known at once; *banks* are by content hash.
    """

    store: CaseStore
    keys: Sequence[Jwk]
    trust: Callable[[], Trust]
    banks: Mapping[str, ItemBank]
    now: Callable[[], datetime]
    digits: Callable[[int], str]

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

    def receive(self, data: bytes, by: str) -> Outcome:
        """Take in the file *data*: opened, checked, replayed and scored again, then stored once."""
        try:
            found = unseal.verified(data, self.keys, self.trust(), self.now())
        except Undecided as error:
            return self._hold(data, error.code, by)
        except BundleError as error:
            return self._refuse(error.code, by)
        told = found.contents
        if papers.contradicts(self.store, told.bundle_id, found.kid, told.sequence, found.jws_digest):
            return self._refuse("conflict", by)
        bank = self.banks.get(told.bank.sha256)
        if bank is None:
            return self._hold(data, "unknown_bank", by)
        try:
            checked = checking.check(found.contents, bank)
        except checking.Incoherent:
            return self._hold(data, "incoherent", by)
        return self._store(
            self._stored(data, found, checked, by), scores.first(found.contents, checked, self.now(), by)
        )

    def _store(self, bundle: StoredBundle, score: Score) -> Outcome:
        try:
            new = self.store.add(bundle, score)
        except ConflictingBundle:
            return self._refuse("conflict", bundle.imported_by)
        if new:
            return Imported(bundle.bundle_id, bundle.code, bool(bundle.problems))
        self.store.audit(self.now(), bundle.imported_by, "already_imported", bundle.bundle_id)
        return AlreadyImported(bundle.bundle_id, bundle.code)

    def _refuse(self, reason: str, by: str) -> Refused:
        self.store.audit(self.now(), by, "refused", reason)
        return Refused(reason)

    def _hold(self, data: bytes, reason: str, by: str) -> HeldApart:
        held = Quarantined(sha256(data).hexdigest(), data, reason, self.now(), by)
        if self.store.quarantine(held):
            self.store.audit(self.now(), by, "quarantined", reason)
        return HeldApart(reason)

    def _stored(self, data: bytes, found: unseal.Verified, checked: Checked, by: str) -> StoredBundle:
        contents = scores.dumped(to_claims(found.contents))
        return StoredBundle(
            bundle_id=found.contents.bundle_id,
            kid=found.kid,
            sequence=found.contents.sequence,
            code=found.contents.subject,
            # of what it says and not of its bytes: sealed twice, the same contents have other bytes
            digest=sha256(contents.encode()).hexdigest(),
            data=data,
            contents=contents,
            problems=("scores_differ",) if checked.differences else (),
            imported_at=self.now(),
            imported_by=by,
        )

    def quarantined(self) -> list[Quarantined]:
        """What is kept apart, newest first."""
        return self.store.quarantined()

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
        return CaseFile(code, reference, issued is not None, bundles, tuple(self.store.advice(code)))

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
