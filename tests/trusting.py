"""A desk and a kiosk in folders of their own, with officers who sign and a stick that carries files between them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path

from assessment.bundle.officers import NOBODY
from assessment.bundle.trust import Trust
from assessment.desk import config, trust_changes, trusting
from assessment.desk.outcomes import Outcome
from assessment.desk.service import Desk
from assessment.session import codes
from assessment.storage import outbox
from assessment.storage.cases import CaseStore
from assessment.storage.sessions import SessionStore
from kiosk import home as kiosk_home
from kiosk import trusting as kiosk_trusting
from kiosk.service import Kiosk
from tests.builders import CHEAP, NOW, Clock, a_bank

MUNICIPALITY, KIOSK, USER = "amsterdam", "kiosk-1", "hanna"


@dataclass
class Pair:
    """A desk that is its own officer and a kiosk that it set up; both have the same clock."""

    desk_home: Path
    kiosk_home: Path
    clock: Clock
    numbers: Iterator[int] = field(default_factory=lambda: count(10_000_000))

    @property
    def now(self) -> datetime:
        return self.clock()

    def store(self) -> bytes:
        """The desk's trust store, as it travels."""
        return trusting.exported(self.desk_home, self.now)

    def brings_the_store(self) -> Trust:
        return kiosk_trusting.accept(self.kiosk_home, self.store(), self.now)

    def renews(self) -> None:
        """The kiosk asks for its next key, and the desk says yes; the kiosk has not heard of it yet."""
        request, _, _ = kiosk_trusting.renew(self.kiosk_home, KIOSK, self.now)
        trust_changes.enrol(self.desk_home, request.read_bytes(), self.now)

    def kiosk(self) -> Kiosk:
        """The kiosk as it runs."""
        home = self.kiosk_home
        return Kiosk(
            bank=a_bank(),
            offered=("ar",),
            store=SessionStore(home / "kiosk.db"),
            identity=kiosk_home.identity(home, self.now),
            now=self.clock,
            cost=CHEAP,
            refresh=lambda identity, now: kiosk_trusting.refreshed(identity, home, now),
        )

    def desk(self) -> Desk:
        """The desk as it runs."""
        store = CaseStore(self.desk_home / "desk.db")
        store.add_user(USER, "no password opens this")
        return Desk(
            store=store,
            keys=trusting.RecipientKeys(self.desk_home),
            trust=lambda: trusting.believed(self.desk_home, self.now) or Trust(MUNICIPALITY),
            banks={a_bank().content_hash: a_bank()},
            now=self.clock,
            digits=lambda length: "1" * length,
        )

    def sits(self, kiosk: Kiosk) -> bytes:
        """Somebody answers a little and shares it: the bundle."""
        return self.shares(kiosk, self.begins(kiosk))

    def begins(self, kiosk: Kiosk) -> str:
        """Somebody sits down: the id of the session."""
        return kiosk.start(codes.start_code(str(next(self.numbers))), "ar").session_id

    def shares(self, kiosk: Kiosk, session_id: str) -> bytes:
        kiosk.stop(session_id)
        bundle_id = kiosk.finish(session_id)
        return next(one.data for one in outbox.waiting(self.kiosk_home / "kiosk.db") if one.bundle_id == bundle_id)


def receives(desk: Desk, bundle: bytes) -> Outcome:
    return desk.receive(bundle, USER)


def a_pair(folder: Path, *, enrolled: bool = True) -> Pair:
    """A desk, and a kiosk that it has *enrolled* and that knows so."""
    pair = Pair(folder / "desk", folder / "kiosk", Clock(NOW))
    pair.desk_home.mkdir()
    (pair.desk_home / config.FILE).write_text(config.text(MUNICIPALITY))
    trust_changes.found(pair.desk_home, MUNICIPALITY, NOBODY, pair.now)
    made = kiosk_home.enrol(pair.kiosk_home, KIOSK, pair.store(), pair.now)
    if enrolled:
        trust_changes.enrol(pair.desk_home, made.request.read_bytes(), pair.now)
        pair.brings_the_store()
    return pair
