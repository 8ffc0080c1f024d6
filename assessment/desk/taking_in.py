"""`assessment desk import`: everything on a stick that is a bundle, one line for each."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from assessment.desk import commands, kiosk_commands, reading, stick
from assessment.desk.kiosk_commands import check_user
from assessment.desk.outcome_words import OUTCOMES
from assessment.desk.outcomes import code_of
from assessment.desk.reader_process import answered
from assessment.desk.receiving import Receiving
from assessment.desk.rehearsal import rehearse
from assessment.storage.cases import CaseStore


def take_in(
    home: Path, folder: Path, by: str, seconds: float, clock: Callable[[], float] = time.monotonic
) -> Iterator[str]:
    """Take in the bundles in *folder* at the desk in *home*, for the user *by*; one line for each, and a last one.

    After *seconds* no further file is begun; what was not looked at is said.
    """
    store = CaseStore(home / commands.DATABASE)
    try:
        check_user(store, by)
        rehearse()
        readers = commands.readers(home)
        receiving = Receiving(
            store,
            lambda *asked: reading.load(answered(readers, *asked)),
            lambda: datetime.now(UTC),
            kiosk_commands.kiosks(home, store).take_list,
        )
        yield from _each(receiving, folder, by, clock, clock() + seconds)
    finally:
        store.close()


def _each(receiving: Receiving, folder: Path, by: str, clock: Callable[[], float], until: float) -> Iterator[str]:
    found, counts = stick.listing(folder), Counter[str]()
    for done, name in enumerate(found.names):
        if clock() > until:
            yield f"stopped: no time left for {len(found.names) - done} more files; start again to go on"
            break
        code = _one(receiving, folder / name, by)
        words = OUTCOMES[code]
        counts[code] += 1
        yield f"{name}: {code} ({words.group}): {words.sentence}"
    yield from _rest(found)
    yield ", ".join(f"{counts[code]} {code}" for code in counts) or "nothing to take in"


def _one(receiving: Receiving, path: Path, by: str) -> str:
    try:
        return code_of(receiving.receive(stick.read(path), by))
    except stick.NotRead as error:
        return code_of(receiving.refuse(error.code, by))


def _rest(found: stick.Listing) -> Iterator[str]:
    if found.others:
        some = ", ".join(map(stick.shown, found.some))
        yield f"skipped: {found.others} without the name of a bundle: {some}{', …' * (found.others > len(found.some))}"
    if found.more:
        yield f"stopped: more than {stick.MOST_FILES} bundles or {stick.MOST_ENTRIES} names; not all was looked at"
