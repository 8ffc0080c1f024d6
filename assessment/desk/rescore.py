"""Every sitting of a desk scored again with a newer bank: who changes and why, and, where that is asked, kept.

A cut score that changes must not leave people where the old one placed them (DOMAIN.md §5.2). Nothing is decided
here: each sitting that says something else is for a case worker to look at.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from assessment.desk import commands, scores
from assessment.desk.checking import Incoherent
from assessment.desk.known_banks import FOLDER, KnownBanks
from assessment.desk.scores import BankMissing, Opened
from assessment.items.model import ItemBank
from assessment.scoring.profile import VERSION
from assessment.session import rescoring
from assessment.session.changes import Change, changes
from assessment.storage import banks
from assessment.storage.case_records import Case, Score, StoredBundle
from assessment.storage.cases import CaseStore

LONGEST_REASON = 200  # it stands on the one page of each sitting


class NoDesk(FileNotFoundError):
    """The folder holds no desk."""


class NotSaidWhy(ValueError):
    """New scores need a reason, and a user of the desk who answers for them."""


class State(StrEnum):
    """What became of a sitting."""

    CHANGED = "changed"  # a level, outcome or order is another
    NUMBERS = "numbers"  # only the numbers behind them
    SAME = "same"
    CURRENT = "current"  # scored with this bank and version before
    LEFT = "left"  # could not be scored again


@dataclass(frozen=True, slots=True)
class Asked:
    """Keep the new scores: the *reason* for them, and the user *by* whose word they are made."""

    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Found:
    """One sitting, under its start *code* and the case worker's *reference*; *left* says why it has no new score.

    *unused* names the items of which the response does not count; *fresh* is what would be kept.
    """

    code: str
    reference: str
    bundle_id: str
    received: datetime
    state: State
    changes: tuple[Change, ...] = ()
    unused: tuple[str, ...] = ()
    left: str = ""
    fresh: tuple[Score, ...] = ()


@dataclass(frozen=True, slots=True)
class Rescored:
    """What scoring again with *bank* found, and whether it was *written*."""

    bank: ItemBank
    sittings: tuple[Found, ...]
    written: bool

    def count(self, state: State) -> int:
        """How many sittings are in *state*."""
        return sum(found.state is state for found in self.sittings)


def rescore(home: Path, name: str, asked: Asked | None) -> Rescored:
    """Score every sitting of the desk in *home* again with the bank *name* (built in, or a folder).

    Without *asked* nothing is written. NoDesk, NotSaidWhy, BankHasErrors and AnotherBank say what to mend.
    """
    if not (home / commands.DATABASE).is_file():
        raise NoDesk(f"found no desk in {home}, expected the folder that `assessment desk init` made")
    folder = Path(name) if (Path(name) / "bank.yaml").is_file() else banks.built_in(name)
    bank, store = banks.load(folder), CaseStore(home / commands.DATABASE)
    try:
        _refuse(asked, store)
        by, reason = (asked.by, " ".join(asked.reason.split())) if asked else ("", "")
        again = _Again(bank, store, KnownBanks(home), datetime.now(UTC), by, reason)
        sittings = tuple(again.sittings())
        fresh = [score for found in sittings for score in found.fresh]
        if asked and fresh:
            # the bank first: a score whose bank is not there could not be shown
            banks.keep(folder, bank, home / FOLDER)
            store.add_scores(fresh, again.now, by, f"{bank.id} {bank.version} {bank.content_hash[:8]}")
        return Rescored(bank, sittings, bool(asked))
    finally:
        store.close()


def _refuse(asked: Asked | None, store: CaseStore) -> None:
    if asked is None:
        return
    if not asked.reason.strip():
        raise NotSaidWhy("found no reason: say with --reason why the scores change; it stands on every page")
    if len(asked.reason) > LONGEST_REASON:
        raise NotSaidWhy(f"found a reason of {len(asked.reason)} characters, expected at most {LONGEST_REASON}")
    if store.password_hash(asked.by) is None:
        raise NotSaidWhy(f"found no user {asked.by!r} at this desk: name one with --by")


@dataclass(frozen=True, slots=True)
class _Again:
    bank: ItemBank
    store: CaseStore
    banks: Mapping[str, ItemBank]
    now: datetime
    by: str
    reason: str

    def sittings(self) -> Iterator[Found]:
        """Every sitting of the desk, one case after the other: bundles are large."""
        for case in self.store.cases():
            for bundle in self.store.bundles(case.code):
                yield self._found(case, bundle)

    def _found(self, case: Case, bundle: StoredBundle) -> Found:
        at = Found(case.code, case.reference, bundle.bundle_id, bundle.imported_at, State.LEFT)
        try:
            opened = scores.open_stored(bundle, self.store, self.banks)
            return self._scored(at, opened)
        except BankMissing as error:
            left = f"the bank {error} is not on this machine: put its folder into {FOLDER} in the desk's folder"
        except Incoherent as error:
            left = f"its contents contradict each other: {error}"
        return replace(at, left=left)

    def _scored(self, at: Found, opened: Opened) -> Found:
        newest, session, sat = opened.newest, opened.checked.session, opened.sat
        if sat.id != self.bank.id:
            return replace(at, left=f"it was sat with another bank, {sat.id} {sat.version}")
        if (newest.bank_hash, newest.scoring) == (self.bank.content_hash, VERSION):
            return replace(at, state=State.CURRENT)
        after = rescoring.scored(session, sat, self.bank)
        found = changes(scores.kept(opened, newest, self.banks), after)
        fresh = scores.following(opened, after, self.now, self.by, self.reason)
        return replace(
            at,
            state=State.CHANGED if any(one.moved for one in found) else State.NUMBERS if found else State.SAME,
            changes=found,
            unused=rescoring.unused(session, sat, self.bank),
            fresh=(*opened.unwritten, fresh),
        )
