"""What a desk does with paper: codes in pictures become a token, and the token a reduced profile that can be shown.

A reduced profile has no answers, so nothing can be scored again: what it says is what the kiosk stated.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from json import loads

from assessment.bundle import frames, paper, unseal
from assessment.bundle.errors import BundleError
from assessment.bundle.frames import FrameError, NotAFrame, Reading
from assessment.bundle.reduced import Reduced, from_claims, to_claims
from assessment.bundle.unseal import VerifiedPaper
from assessment.desk.outcomes import AlreadyImported, PaperOutcome, ReadFromPaper, Refused
from assessment.desk.receiving import refusal_of
from assessment.desk.scores import BankMissing, dumped
from assessment.desk.service import Desk
from assessment.items.model import ItemBank
from assessment.report import reduced_page
from assessment.report.page_model import Origin, ProfilePage
from assessment.session import codes
from assessment.storage import papers
from assessment.storage.cases import UnknownCase
from assessment.storage.numbers import ConflictingBundle, WithdrawnBefore
from assessment.storage.papers import StoredPaper


@dataclass(frozen=True, slots=True)
class PaperSitting:
    """A reduced profile, ready to be shown."""

    paper: StoredPaper
    bank: ItemBank
    page: ProfilePage


def collected(reading: Reading, texts: Iterable[str]) -> Reading:
    """*reading* with the codes that say *texts*; OtherPage or MixedFrames where they do not belong together.

    What is no code of ours is passed over: other codes may lie on the same table.
    """
    for text in texts:
        try:
            reading = frames.add(reading, text)
        except NotAFrame:
            continue
    return reading


def receive(desk: Desk, reading: Reading, by: str) -> PaperOutcome:
    """Take in what a complete *reading* says."""
    try:
        token = paper.restored(frames.join(reading))
    except (BundleError, FrameError) as error:
        return _refused(desk, error.code, by)
    return take_in(desk, token, by)


def take_in(desk: Desk, token: bytes, by: str) -> PaperOutcome:
    """Take in a *token* from paper: opened, checked as any bundle is, then stored once."""
    try:
        found = unseal.verified_paper(token, desk.keys, desk.trust(), desk.now())
    except BundleError as error:
        return _refused(desk, error.code, by)
    reason = _why_not(found.reduced, desk.banks)
    return _refused(desk, reason, by) if reason else _stored(desk, _to_store(desk, token, found, by))


def _why_not(reduced: Reduced, banks: Mapping[str, ItemBank]) -> str:
    """Why *reduced* cannot be shown here; "" where it can."""
    bank = banks.get(reduced.bank.sha256)
    if bank is None:
        return "paper_bank"
    if (reduced.bank.id, reduced.bank.version) != (bank.id, bank.version):
        return "paper_incoherent"
    try:
        codes.parse_start_code(reduced.subject)
        reduced_page.page(bank, reduced.profile, _origin(reduced, "", issued=True))
    except (ValueError, LookupError):  # it names what this bank does not have
        return "paper_incoherent"
    return ""


def _stored(desk: Desk, read: StoredPaper) -> PaperOutcome:
    try:
        new = papers.add(desk.store, read)
    except (ConflictingBundle, WithdrawnBefore) as error:
        return _refused(desk, refusal_of(error), read.read_by)
    if new:
        return ReadFromPaper(read.bundle_id)
    desk.store.audit(desk.now(), read.read_by, "already_imported", read.bundle_id)
    return AlreadyImported(read.bundle_id, read.code)


def _refused(desk: Desk, reason: str, by: str) -> Refused:
    desk.store.audit(desk.now(), by, "refused", reason)
    return Refused(reason)


def _to_store(desk: Desk, token: bytes, found: VerifiedPaper, by: str) -> StoredPaper:
    claims = dumped(to_claims(found.reduced))
    return StoredPaper(
        bundle_id=found.reduced.bundle_id,
        kid=found.kid,
        sequence=found.reduced.sequence,
        code=found.reduced.subject,
        full=found.reduced.full,
        digest=sha256(claims.encode()).hexdigest(),
        token=token,
        claims=claims,
        read_at=desk.now(),
        read_by=by,
    )


def waiting(desk: Desk) -> Sequence[StoredPaper]:
    """What was read from paper and whose bundle has not come yet, newest first."""
    return papers.waiting(desk.store)


def has_bundle(desk: Desk, bundle_id: str) -> bool:
    """Whether the bundle that paper stands for is here."""
    try:
        desk.store.code_of(bundle_id)
    except UnknownCase:
        return False
    return True


def sitting(desk: Desk, bundle_id: str) -> PaperSitting:
    """What was read from paper, in words; UnknownCase where it is not here, BankMissing where its bank is not."""
    read = papers.paper(desk.store, bundle_id)
    reduced = from_claims(loads(read.claims))
    bank = desk.banks.get(reduced.bank.sha256)
    if bank is None:
        raise BankMissing(f"{reduced.bank.id} {reduced.bank.version}")
    issued = {one.code: one for one in desk.codes()}.get(read.code)
    reference = issued.reference if issued else ""
    origin = _origin(reduced, reference, issued=issued is not None)
    return PaperSitting(read, bank, reduced_page.page(bank, reduced.profile, origin))


def _origin(reduced: Reduced, reference: str, *, issued: bool) -> Origin:
    return Origin(
        code=reduced.subject,
        reference=reference,
        kiosk=reduced.issuer,
        program=reduced.app_version,
        started_at=reduced.issued_at,
        issued=issued,
    )
