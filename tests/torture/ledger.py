"""Compares what a kiosk acknowledged with what is in its home: every session and every bundle is opened."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from assessment.bundle.errors import BundleError
from assessment.demo.stage import Stage
from assessment.session import codes, record
from assessment.storage import outbox, vault
from assessment.storage.sessions import NoSuchSession, SessionStore
from assessment.storage.vault import WrappedKey, WrongKey
from tests.browser.bundles import opened
from tests.torture.outbox import answers
from tests.torture.sitter import Sitter


@dataclass(frozen=True, slots=True)
class Promise:
    """What one sitter was told: the *resume_code* opens it, these *answers* are saved, and whether it is *sealed*."""

    start_code: str
    resume_code: str
    answers: Mapping[str, str]
    sealed: bool = False


def promise_to(sitter: Sitter, until: Callable[[object], bool] = lambda moment: True) -> Promise:
    """What was acknowledged to *sitter* at moments for which *until* holds."""
    return Promise(
        sitter.start_code,
        sitter.resume_code if sitter.resume_code and until(sitter.begun) else "",
        {kept.item: kept.answer for kept in sitter.kept if until(kept.moment)},
        sitter.finished and until(sitter.ended),
    )


@dataclass(slots=True)
class Findings:
    """What became of some promises: how many answers were *promised* and *lost*, how many sessions are *gone*."""

    promised: int = 0
    sessions: int = 0
    bundles: int = 0
    lost: int = 0
    gone: int = 0
    missing: list[str] = field(default_factory=list)
    undecryptable: list[str] = field(default_factory=list)
    corrupt: list[str] = field(default_factory=list)

    @property
    def held(self) -> bool:
        """Whether every promise was kept."""
        return not self.troubles

    @property
    def troubles(self) -> list[str]:
        """Every promise that was not kept, in words."""
        return [*self.missing, *self.undecryptable, *self.corrupt]

    def add(self, other: "Findings") -> None:
        """Take in what was found at another time."""
        self.promised += other.promised
        self.sessions += other.sessions
        self.bundles += other.bundles
        self.lost += other.lost
        self.gone += other.gone
        self.missing += other.missing
        self.undecryptable += other.undecryptable
        self.corrupt += other.corrupt


class Ledger:
    """Reads homes of one *stage*; what was opened once is remembered, since most bytes are the same from cut to cut."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._secret = (stage.kiosk_home / "secret").read_bytes()
        self._keys: dict[tuple[bytes, str], bytes] = {}
        self._bundles: dict[str, tuple[str, dict[str, str]]] = {}

    def check(self, home: Path, promises: Iterable[Promise], stick: Path | None = None) -> Findings:
        """What of *promises* is in *home*, opened as the program opens it, and whether *stick* can be relied on.

        On a stick no bundle may be half there, and the next export must bring what is missing.
        """
        found = Findings()
        store = SessionStore(home / "kiosk.db")
        try:
            found.corrupt += [str(row[0]) for row in store.rows("PRAGMA integrity_check") if row[0] != "ok"]
            sealed = self._sealed(store, found)
            for promise in promises:
                self._keep(promise, store, sealed, found)
        finally:
            store.close()
        if stick is not None:
            found.corrupt += self._half_bundles(stick)
            found.corrupt += _left_behind(home, stick)
        return found

    def _sealed(self, store: SessionStore, found: Findings) -> dict[str, dict[str, str]]:
        """The answers in every bundle of the outbox, by start code."""
        sealed = {}
        for row in store.rows("SELECT name, data, digest FROM outbox"):
            if sha256(row["data"]).hexdigest() != row["digest"]:
                found.corrupt.append(f"{row['name']} has another digest than was noted")
                continue
            try:
                subject, given = self._opened(row["data"])
                sealed[subject] = given
            except BundleError as error:
                found.undecryptable.append(f"{row['name']}: {error}")
        found.bundles += len(sealed)
        return sealed

    def _opened(self, data: bytes) -> tuple[str, dict[str, str]]:
        digest = sha256(data).hexdigest()
        if digest not in self._bundles:
            with TemporaryDirectory() as folder:
                (path := Path(folder) / "bundle").write_bytes(data)
                contents = opened(self._stage, path)
            self._bundles[digest] = contents.subject, answers(record.load_events(contents.events))
        return self._bundles[digest]

    def _half_bundles(self, stick: Path) -> list[str]:
        """Why the bundles in *stick* that cannot be opened cannot be opened."""
        troubles = []
        for path in sorted(stick.glob("*.bundle")):
            try:
                self._opened(path.read_bytes())
            except BundleError as error:
                troubles.append(f"on the stick: {path.name}: {error}")
        return troubles

    def _keep(
        self, promise: Promise, store: SessionStore, sealed: Mapping[str, Mapping[str, str]], found: Findings
    ) -> None:
        there: Mapping[str, str] | None = sealed.get(promise.start_code)
        if there is None and promise.resume_code:
            there = self._resumed(promise, store, found)
        if promise.sealed and promise.start_code not in sealed:
            found.missing.append(f"{promise.start_code}: sealed and shared, and not in the outbox")
            found.gone += 1
        lost = [item for item, answer in promise.answers.items() if (there or {}).get(item) != answer]
        found.promised += len(promise.answers)
        found.lost += len(lost)
        found.missing += [f"{promise.start_code} {item}: its answer is not there, or another" for item in lost]

    def _resumed(self, promise: Promise, store: SessionStore, found: Findings) -> dict[str, str] | None:
        """The answers in the session that the resume code opens; None where it does not open, which is noted."""
        found.sessions += 1
        code = codes.parse_resume_code(promise.resume_code)
        try:
            stored = store.stored_key(codes.slip_number(code))
            key = self._key(stored.wrapped, code, stored.session_id)
            return answers(store.events(stored.session_id, key))
        except NoSuchSession:
            found.missing.append(f"{promise.start_code}: the session is not there")
            found.gone += 1
        except WrongKey:
            found.undecryptable.append(f"{promise.start_code}: its resume code does not open it")
        return None

    def _key(self, wrapped: WrappedKey, code: str, session_id: str) -> bytes:
        known = (wrapped.data, code)
        if known not in self._keys:
            self._keys[known] = vault.unwrap(wrapped, code, session_id, self._secret)
        return self._keys[known]


def _left_behind(home: Path, stick: Path) -> list[str]:
    """The bundles in the outbox of *home* that are not whole on *stick* after one more export."""
    waiting = outbox.waiting(home / "kiosk.db")
    outbox.export(waiting, stick)
    return [
        f"on the stick: {bundle.name} is not there after the next export"
        for bundle in waiting
        if sha256((stick / bundle.name).read_bytes()).hexdigest() != bundle.digest
    ]
