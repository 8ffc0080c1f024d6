"""`assessment desk receipts`: what goes back to the kiosks on a stick."""

from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from assessment.desk import commands, trusting
from assessment.desk.kiosks import Kiosks
from assessment.storage.cases import CaseStore
from assessment.storage.stick import Stick


class NoSuchUser(ValueError):
    """Somebody at the desk must answer for what is done."""


def kiosks(home: Path, store: CaseStore) -> Kiosks:
    """What there is to do about the kiosks of the desk in *home*, whose database is open as *store*."""
    return Kiosks(
        store,
        trusting.RecipientKeys(home),
        commands.believed(home),
        lambda: trusting.receipt_key(home, datetime.now(UTC)),
        lambda: datetime.now(UTC),
    )


def write_receipts(home: Path, folder: Path, by: str) -> int:
    """Put the receipts of the desk in *home* for its kiosks in *folder*, on the word of the user *by*; how many.

    NoSuchUser, NoReceiptKey or StickFailed where that is not possible; each receipt is there whole or not at all.
    """
    with closing(CaseStore(home / commands.DATABASE)) as store:
        check_user(store, by)
        made = kiosks(home, store).receipts(by)
    with Stick(folder) as stick:
        for name, data in made.items():
            stick.write(name, data, sha256(data).hexdigest())
        stick.flush()
    return len(made)


def check_user(store: CaseStore, by: str) -> None:
    """Raise NoSuchUser where *by* may not log in."""
    if store.password_hash(by) is None:
        raise NoSuchUser(f"found no user {by}, expected one who may log in at this desk")
