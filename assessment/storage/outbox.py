"""Bundles from the kiosk's outbox to a stick: only what is missing there, the list of them last, all read back."""

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from pathlib import Path
from secrets import SystemRandom
from typing import Protocol

from assessment.storage import damage, database
from assessment.storage.sessions import Outgoing
from assessment.storage.stick import CALLS, Calls, Stick, StickFailed

ExportFailed = StickFailed
_BUNDLES = "SELECT * FROM outbox WHERE length(data) > 0 ORDER BY sequence"


class Parcel(Protocol):
    """A file to bring to the stick: its *name*, its *data*, and the SHA-256 of that."""

    @property
    def name(self) -> str:
        """What it is called there."""

    @property
    def data(self) -> bytes:
        """What is in it."""

    @property
    def digest(self) -> str:
        """The SHA-256 of what is in it, in hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Exported:
    """Of *total* files: how many were *written* now and how many were *present* already; each was read back.

    Those that are *damaged* are so on this machine: their bytes are no longer those that were sealed.
    """

    written: int = 0
    present: int = 0
    damaged: int = 0
    total: int = 0

    @property
    def checked(self) -> int:
        """How many are on the stick for certain."""
        return self.written + self.present


def waiting(path: Path) -> list[Outgoing]:
    """The bundles in the kiosk database at *path*, read without writing to it; none that is damaged or erased.

    ExportFailed where the file is so damaged that it cannot be read.
    """
    with closing(database.reader(path)) as reading:
        try:
            rows = [dict(row) for row in reading.conn.execute(_BUNDLES)]
        except database.ERRORS as error:
            advice = "stop the kiosk, then `kiosk recover HOME`"
            raise ExportFailed(f"the outbox cannot be read: {database.name_of(error)}; {advice}") from error
    names = [entry.name for entry in fields(Outgoing)]
    return [Outgoing(**{name: row[name] for name in names}) for row in rows if row["data"] and damage.is_sound(row)]


def export(bundles: Iterable[Parcel], folder: Path, calls: Calls = CALLS) -> Exported:
    """Bring *bundles* to *folder*; StickFailed at the first that cannot be written and read back the same."""
    with Stick(folder, calls) as stick:
        return bring(bundles, stick)


def bring(
    bundles: Iterable[Parcel],
    stick: Stick,
    manifest: Parcel | None = None,
    outdated: Iterable[str] = (),
    tell: Callable[[Exported], None] = lambda _: None,
) -> Exported:
    """Bring *bundles*, then *manifest*, to *stick*, and take the files called *outdated* away.

    StickFailed at the first that cannot be written and read back the same; the outbox still has all of them. Only when
    this returns may the stick be pulled out. *tell* hears after each file how far it is.
    """
    parcels = _in_no_order(bundles) + ([manifest] if manifest else [])
    done = Exported(total=len(parcels))
    for parcel in parcels:
        done = _bring(parcel, stick, done)
        tell(done)
    for name in outdated:
        stick.remove(name)
    stick.flush()
    return done


def _in_no_order(bundles: Iterable[Parcel]) -> list[Parcel]:
    """*bundles* shuffled: the order in a folder would tell in which order people finished."""
    shuffled = list(bundles)
    SystemRandom().shuffle(shuffled)
    return shuffled


def _bring(parcel: Parcel, stick: Stick, done: Exported) -> Exported:
    if stick.holds(parcel.name, parcel.digest):
        return replace(done, present=done.present + 1)
    data = parcel.data
    if sha256(data).hexdigest() != parcel.digest:
        return replace(done, damaged=done.damaged + 1)
    stick.write(parcel.name, data, parcel.digest)
    return replace(done, written=done.written + 1)
