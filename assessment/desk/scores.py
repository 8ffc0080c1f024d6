"""The scores of a stored bundle: what it was scored as when it came in, and each time that it was scored again."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assessment.bundle.contents import Contents, from_claims
from assessment.desk import checking
from assessment.desk.checking import Checked
from assessment.items.model import ItemBank
from assessment.report import rescored
from assessment.report.profile_page import day
from assessment.scoring.profile import VERSION
from assessment.scoring.profile_model import Profile
from assessment.session import outcome, record, rescoring
from assessment.session.changes import Change, changes
from assessment.session.rescoring import Scored
from assessment.session.statements import Statement, statements
from assessment.storage.case_records import Score, StoredBundle
from assessment.storage.cases import CaseStore, UnknownCase


class BankMissing(LookupError):
    """A bank that a stored bundle was sat or scored with is no longer on this machine."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A stored bundle with its *contents*, the bank that was *sat* and its *scores*, oldest first.

    *unwritten* are those of its scores that the store does not have yet.
    """

    bundle: StoredBundle
    contents: Contents
    sat: ItemBank
    checked: Checked
    scores: tuple[Score, ...]
    unwritten: tuple[Score, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the kiosk stated other scores, found now or when the bundle came in by the rules of then."""
        return bool(self.checked.differences or self.bundle.problems)

    @property
    def newest(self) -> Score:
        """The score that counts."""
        return self.scores[-1]

    def number(self, number: int) -> Score:
        """The score called *number*, the newest for 0; UnknownCase where there is none."""
        found = [score for score in self.scores if score.number == number] if number else [self.newest]
        if not found:
            raise UnknownCase(f"{self.bundle.bundle_id}, score {number}")
        return found[0]


def open_stored(bundle: StoredBundle, store: CaseStore, banks: Mapping[str, ItemBank]) -> Opened:
    """*bundle* replayed; BankMissing where the bank that was sat is not one of *banks*."""
    contents = from_claims(json.loads(bundle.contents))
    sat = banks.get(contents.bank.sha256)
    if sat is None:
        raise BankMissing(f"{contents.bank.id} {contents.bank.version}")
    checked = checking.check(contents, sat)
    kept = tuple(store.scores(bundle.bundle_id))
    made = () if kept else (of_before(bundle, contents, checked),)
    return Opened(bundle, contents, sat, checked, kept or made, made)


def first(contents: Contents, profile: str, at: datetime, by: str) -> Score:
    """What *contents* are scored as when they come in: *profile*, as JSON."""
    return Score(
        bundle_id=contents.bundle_id,
        number=1,
        bank=contents.bank.id,
        bank_version=contents.bank.version,
        bank_hash=contents.bank.sha256,
        scoring=VERSION,
        profile=profile,
        at=at,
        by=by,
    )


def of_before(bundle: StoredBundle, contents: Contents, checked: Checked) -> Score:
    """The first score of a bundle from before scores were kept.

    Where no problem was noted then, the desk had found exactly what the kiosk stated.
    """
    profile = dumped(record.dump_profile(checked.profile))
    now = first(contents, profile, bundle.imported_at, bundle.imported_by)
    if bundle.problems:
        return now
    return replace(now, scoring=contents.scoring_version, profile=dumped(contents.profile))


def following(opened: Opened, found: Scored, at: datetime, by: str, reason: str) -> Score:
    """The score that *found* adds to those of *opened*."""
    bank = found.bank
    return Score(
        bundle_id=opened.bundle.bundle_id,
        number=opened.newest.number + 1,
        bank=bank.id,
        bank_version=bank.version,
        bank_hash=bank.content_hash,
        scoring=found.scoring,
        profile=dumped(found.profile),
        at=at,
        by=by,
        reason=reason,
    )


def bank_of(score: Score, banks: Mapping[str, ItemBank]) -> ItemBank:
    """The bank that *score* was made with; BankMissing where it is not one of *banks*."""
    found = banks.get(score.bank_hash)
    if found is None:
        raise BankMissing(f"{score.bank} {score.bank_version}")
    return found


def profile(opened: Opened, score: Score, banks: Mapping[str, ItemBank]) -> Profile:
    """The profile that the present rules make with the bank of *score*."""
    bank = bank_of(score, banks)
    return outcome.profile(bank, rescoring.counting(opened.checked.session, opened.sat, bank))


def kept(opened: Opened, score: Score, banks: Mapping[str, ItemBank]) -> Scored:
    """*score* as it was kept, to be compared with another."""
    bank = bank_of(score, banks)
    counting = rescoring.counting(opened.checked.session, opened.sat, bank)
    return Scored(bank, counting, score.scoring, json.loads(score.profile))


def changed(opened: Opened, score: Score, banks: Mapping[str, ItemBank]) -> tuple[Change, ...]:
    """What *score* changed from the one before it, nothing for the first."""
    if score.number == opened.scores[0].number:
        return ()
    before = opened.number(score.number - 1)
    return changes(kept(opened, before, banks), kept(opened, score, banks))


def moved(scores: Sequence[Score]) -> tuple[str, ...]:
    """The scales of which the last of *scores* states something else than the one before it."""
    if len(scores) < 2:
        return ()
    was, now = (statements(json.loads(score.profile)) for score in scores[-2:])
    return tuple(scale for scale in dict.fromkeys((*now, *was)) if was.get(scale) != now.get(scale))


def remarks(opened: Opened, score: Score, banks: Mapping[str, ItemBank]) -> Iterator[str]:
    """What the page says of how *score* came about."""
    bank = bank_of(score, banks)
    if score.number > 1:
        made = rescored.Made(day(score.at), f"{score.bank} {score.bank_version}", score.reason)
        yield from rescored.again(made, changed(opened, score, banks), bank)
    if score.scoring != VERSION:
        shown = record.dump_profile(profile(opened, score, banks))
        yield from rescored.kept_by(score.scoring, VERSION, _other(json.loads(score.profile), shown), bank)
    elif opened.contents.scoring_version != VERSION:
        found = record.dump_profile(opened.checked.profile)
        stated = _other(opened.contents.profile, found)
        yield from rescored.stated_by(opened.contents.scoring_version, VERSION, stated, opened.sat)


def _other(was: Mapping[str, object], now: Mapping[str, object]) -> dict[str, Statement]:
    """The statements of *was* that are not those of *now*."""
    found = statements(now)
    return {scale: said for scale, said in statements(was).items() if said != found.get(scale, Statement())}


def dumped(plain: object) -> str:
    """*plain* data in its one spelling."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)
