"""What becomes of a file at the desk: read, and then stored once, kept apart or refused; always noted, never twice."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from assessment.bundle import manifest, unseal
from assessment.bundle.contents import TEST, WITHDRAWN, Contents, to_claims
from assessment.desk import scores
from assessment.desk.outcome_words import OUTCOMES, Group
from assessment.desk.outcomes import (
    AlreadyImported,
    Conflicting,
    HeldApart,
    Imported,
    Outcome,
    Refused,
    TestArrived,
    Withdrew,
    code_of,
)
from assessment.desk.reading import Reading
from assessment.storage import held, numbers, papers
from assessment.storage.case_records import Conflict, Number, Quarantined, StoredBundle, Withdrawal
from assessment.storage.cases import CaseStore
from assessment.storage.numbers import CHAIN_BROKEN, BrokenChain, ConflictingBundle, WithdrawnBefore

Read = Callable[[bytes, datetime, Collection[str]], Reading]

DOUBTS = unseal.DOUBTS | {CHAIN_BROKEN}  # what a person may overrule, with a reason
WITHDRAWN_BEFORE = "withdrawn_before"
WHY_DISCARDED = ("damaged", "sits_again", "not_ours", "tried_out", "other")
WHY_BELIEVED = ("clock_was_wrong", "before_the_loss", "kiosk_was_repaired", "other")


class NoSuchReason(ValueError):
    """A decision at the desk needs one of the reasons that it offers."""


@dataclass(frozen=True, slots=True)
class Receiving:
    """Takes files in: *read* makes sense of them, *store* keeps them, *now* is the clock.

    What kiosks say that they took along goes to *take_list*.
    """

    store: CaseStore
    read: Read
    now: Callable[[], datetime]
    take_list: Callable[[bytes, str], Outcome]

    def receive(self, data: bytes, by: str, despite: Collection[str] = ()) -> Outcome:
        """Take in the file *data*, believed *despite* the doubts with these codes."""
        if manifest.is_one(data):
            return self.take_list(data, by)
        now = self.now()
        found = self.read(data, now, despite)
        if found.incident:
            self.store.audit(now, by, "incident", f"{found.code} {found.incident}")
        if found.code or found.contents is None:
            return self._not_taken_in(found.code, data, found, by)
        try:
            outcome = self._stored(found.contents, found, data, by, despite)
        except ConflictingBundle:
            return self._conflict(found.contents, found, data, by)
        except (WithdrawnBefore, BrokenChain) as error:
            return self._not_taken_in(refusal_of(error), data, found, by)
        held.release(self.store, data)
        return outcome

    def refuse(self, code: str, by: str) -> Refused:
        """Note that a file was not taken in."""
        self.store.audit(self.now(), by, "refused", code)
        return Refused(code)

    def retry(self, digest: str, by: str) -> Outcome:
        """Take in once more what was kept apart under *digest*; UnknownCase where nothing is."""
        return self.receive(held.one_quarantined(self.store, digest).data, by)

    def believe(self, digest: str, why: str, by: str) -> Outcome:
        """Take in what was kept apart under *digest* although there is a doubt, for the reason *why*.

        UnknownCase where nothing is; what was kept apart for another reason than a doubt is only tried again.
        """
        if why not in WHY_BELIEVED:
            raise NoSuchReason(f"found {why!r}, expected one of {', '.join(WHY_BELIEVED)}")
        waiting = held.one_quarantined(self.store, digest)
        despite = {waiting.reason} & DOUBTS
        for doubt in despite:
            self.store.audit(self.now(), by, "believed", f"{doubt} {why} {digest[:16]}")
        return self.receive(waiting.data, by, despite)

    def discard(self, digest: str, why: str, by: str) -> None:
        """Throw away what was kept apart, or is in conflict, under *digest*, for the reason *why*."""
        if why not in WHY_DISCARDED:
            raise NoSuchReason(f"found {why!r}, expected one of {', '.join(WHY_DISCARDED)}")
        held.discard(self.store, digest, self.now(), by, why)

    def _stored(self, contents: Contents, found: Reading, data: bytes, by: str, despite: Collection[str]) -> Outcome:
        number = number_of(contents, found, self.now(), by)
        if contents.kind == WITHDRAWN:
            return self._withdrawn(Withdrawal(number, contents.subject, contents.replaces, data), despite)
        if contents.kind == TEST:
            return self._tested(number, found.kiosk, despite)
        if papers.contradicts(self.store, number.bundle_id, number.kid, number.sequence, number.jws_digest):
            raise ConflictingBundle(number.bundle_id)
        bundle = _bundle(contents, found, data, number)
        first = scores.first(contents, found.profile, number.received_at, by)
        if self.store.add(bundle, first, despite=despite):
            return Imported(bundle.bundle_id, bundle.code, found.differs)
        self.store.audit(number.received_at, by, "already_imported", bundle.bundle_id)
        return AlreadyImported(bundle.bundle_id, bundle.code)

    def _withdrawn(self, withdrawal: Withdrawal, despite: Collection[str]) -> Outcome:
        number = withdrawal.number
        with self.store.writing() as db:
            replaced = numbers.withdraw(db, withdrawal, despite)
            outcome = Withdrew(withdrawal.code, replaced or "", again=replaced is None)
            self.store.note(number.received_at, number.received_by, code_of(outcome), number.bundle_id)
        return outcome

    def _tested(self, number: Number, kiosk: str, despite: Collection[str]) -> Outcome:
        with self.store.writing() as db:
            outcome = TestArrived(kiosk, number.sequence, again=not numbers.place(db, number, despite))
            self.store.note(number.received_at, number.received_by, code_of(outcome), number.bundle_id)
        return outcome

    def _not_taken_in(self, code: str, data: bytes, found: Reading, by: str) -> Outcome:
        """Kept apart or refused, as the table of outcomes says."""
        if OUTCOMES[code].group is not Group.HELD:
            return self.refuse(code, by)
        sequence = found.contents.sequence if found.contents else 0
        digest = sha256(data).hexdigest()
        held.quarantine(self.store, Quarantined(digest, data, code, self.now(), by, found.kiosk, sequence))
        return HeldApart(code)

    def _conflict(self, contents: Contents, found: Reading, data: bytes, by: str) -> Outcome:
        conflict = Conflict(
            digest=sha256(data).hexdigest(),
            data=data,
            kiosk=found.kiosk,
            kid=found.kid,
            sequence=contents.sequence,
            bundle_id=contents.bundle_id,
            kind=contents.kind,
            sealed_at=contents.issued_at,
            received_at=self.now(),
            received_by=by,
        )
        held.add_conflict(self.store, conflict)
        return Conflicting()


def refusal_of(error: ConflictingBundle | WithdrawnBefore | BrokenChain) -> str:
    """The code of why something cannot have its number."""
    match error:
        case ConflictingBundle():
            return code_of(Conflicting())
        case WithdrawnBefore():
            return WITHDRAWN_BEFORE
        case BrokenChain():
            return CHAIN_BROKEN


def number_of(contents: Contents, found: Reading, at: datetime, by: str) -> Number:
    """What *contents*, as *found*, take up in the row of their kiosk."""
    return Number(
        kid=found.kid,
        sequence=contents.sequence,
        bundle_id=contents.bundle_id,
        kind=contents.kind,
        # of what it says and not of its bytes: sealed twice, the same contents have other bytes
        digest=sha256(_said(contents).encode()).hexdigest(),
        jws_digest=found.jws_digest,
        previous=contents.previous,
        received_at=at,
        received_by=by,
    )


def _said(contents: Contents) -> str:
    return scores.dumped(to_claims(contents))


def _bundle(contents: Contents, found: Reading, data: bytes, number: Number) -> StoredBundle:
    return StoredBundle(
        bundle_id=number.bundle_id,
        kid=number.kid,
        sequence=number.sequence,
        code=contents.subject,
        digest=number.digest,
        data=data,
        contents=_said(contents),
        problems=("scores_differ",) if found.differs else (),
        imported_at=number.received_at,
        imported_by=number.received_by,
        jws_digest=number.jws_digest,
        previous=number.previous,
    )
