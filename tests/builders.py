"""Good values to begin with: a bank, an item, a sitting, a kiosk. Each test names only what it is about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path

from assessment.bundle import keys
from assessment.bundle.keys import Jwk
from assessment.bundle.recipient import Recipient
from assessment.bundle.trust import EARLIEST, LATEST, DatedKey, Device, Trust
from assessment.items.interactions import Choice, SimpleChoice
from assessment.items.load import Sources, load
from assessment.items.model import Item, ItemBank, Parameters
from assessment.items.responses import Missing
from assessment.session import delivery
from assessment.session.codes import resume_code, start_code
from assessment.session.events import Event, SessionStarted
from assessment.session.session import Session, after, replay
from assessment.storage import banks
from assessment.storage.sessions import SessionStore
from assessment.storage.vault import Cost
from kiosk.contents import Identity
from kiosk.keyring import Keyring
from kiosk.service import Kiosk
from tests.candidates import Given, diligent

SMALL_BANK = Path(__file__).parent / "small_bank"
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CODE = start_code("12345678")
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)

# items


@cache
def a_bank() -> ItemBank:
    """The small bank of the tests: eight sections, every kind of item and of scale."""
    return banks.load(SMALL_BANK)


@cache
def the_bank() -> ItemBank:
    """The bank that the kiosk really uses."""
    return banks.load(banks.built_in("amsterdam"))


def small_files() -> dict[str, str]:
    """The YAML of the small bank by file name."""
    return {path.name: path.read_text("utf-8") for path in SMALL_BANK.glob("*.yaml")}


def some_sources(files: Mapping[str, str] | None = None, apps: Mapping[str, str] | None = None) -> Sources:
    """The small bank as text, with other *files* or *apps* instead of its own."""
    known = {path.stem: path.read_text("utf-8") for path in banks.APPS.glob("*.json")}
    return Sources({**small_files(), **(files or {})}, {**known, **(apps or {})})


def a_changed_bank(file: str, old: str, new: str) -> ItemBank:
    """The small bank with *new* instead of *old*, which stands once in *file*; it must still be well formed."""
    bank, problems = load(a_change(file, old, new))
    assert bank is not None
    assert problems == []
    return bank


def a_change(file: str, old: str, new: str) -> Sources:
    """The sources of the small bank with *new* instead of *old*, which stands once in *file*."""
    text = small_files()[file]
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    return some_sources({file: text.replace(old, new)})


def an_item(
    difficulty: float = 0.0, *, discrimination: float = 1.0, guessing: float = 0.0, id: str = "item", key: str = "a"
) -> Item:
    """A scored choice item with the choices a and b."""
    choice = Choice((SimpleChoice("a", text="Ja"), SimpleChoice("b", text="Nee")), key)
    return Item(id, "Wat past?", choice, parameters=Parameters(difficulty, discrimination, guessing))


# a sitting


def a_start(bank: ItemBank | None = None, **changes: object) -> SessionStarted:
    """The first event of a session."""
    bank = bank or a_bank()
    good: dict[str, object] = {
        "at": NOW,
        "session_id": "5e551017",
        "subject": CODE,
        "bank": bank.id,
        "bank_version": bank.version,
        "bank_hash": bank.content_hash,
        "locale": "ar",
        "seed": 7,
        "program": "0.1.0",
    }
    return SessionStarted(**{**good, **changes})


def some_events(
    answers: Mapping[str, Given] | None = None,
    *,
    until: str | None = None,
    bank: ItemBank | None = None,
    seed: int = 7,
    locale: str = "ar",
) -> tuple[Event, ...]:
    """A sitting that stops at the item *until* (None: at the closing page); *answers* differ from diligent."""
    bank, answers = bank or a_bank(), answers or {}
    events = list(delivery.start(a_start(bank, seed=seed, locale=locale), bank))
    session = replay(events)
    while session.current and session.current.item != until:
        now = events[-1].at + timedelta(seconds=5)
        given = answers.get(session.current.item) or diligent(bank.item(session.current.item))
        turn = _turn(session, bank, given, now)
        session = after(session, turn)
        events += turn
    return tuple(events)


def _turn(session: Session, bank: ItemBank, given: Given, now: datetime) -> tuple[Event, ...]:
    assert session.current is not None
    item, step = session.current.item, session.current.step
    if isinstance(given, Missing):
        return delivery.skip(session, bank, item, step, given, now)
    return delivery.respond(session, bank, item, step, given, now)


def a_session(answers: Mapping[str, Given] | None = None, *, until: str | None = None, locale: str = "ar") -> Session:
    """The session that `some_events` make."""
    return replay(some_events(answers, until=until, locale=locale))


# the kiosk


@dataclass
class Clock:
    """A clock that stands still until it is told to go on."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **time: float) -> None:
        """Let some time pass: seconds=…, minutes=…"""
        self.at += timedelta(**time)


@cache
def _device_key() -> Jwk:
    return keys.make_device_key()


@cache
def desk_key() -> Jwk:
    """The key of the desk that the kiosks of the tests seal for."""
    return keys.make_recipient_key()


def an_identity() -> Identity:
    """A kiosk with real keys, enrolled at a desk with real keys."""
    recipient, trust = Recipient("amsterdam", keys.public(desk_key())), a_trust(_device_key(), desk_key())
    return Identity("kiosk-1", _device_key(), recipient, b"a secret of thirty-two bytes....", "0.1.0", trust)


def a_trust(device_key: Jwk, recipient_key: Jwk) -> Trust:
    """What officers say of a kiosk and a desk that both go on for ever."""
    kiosk = Device("kiosk-1", keys.public(device_key), EARLIEST, LATEST)
    return Trust("amsterdam", (kiosk,), recipients=(DatedKey(keys.public(recipient_key), EARLIEST, LATEST),))


@dataclass
class Room:
    """A kiosk with its clock, and how often it said that nobody is there any more."""

    kiosk: Kiosk
    clock: Clock
    emptied: list[datetime] = field(default_factory=list)

    def sit(self, session_id: str, answers: Mapping[str, Given] | None = None, until: str | None = None) -> Session:
        """Go on until the item *until* (None: the closing page); *answers* differ from diligent."""
        for current in iter(lambda: self.kiosk.session(session_id).current, None):
            if current.item == until:
                break
            given = (answers or {}).get(current.item) or diligent(self.kiosk.bank.item(current.item))
            self.clock.forward(seconds=5)
            act = self.kiosk.skip if isinstance(given, Missing) else self.kiosk.answer
            act(session_id, current.item, current.step, given)
        return self.kiosk.session(session_id)


def a_kiosk(
    folder: Path,
    *,
    bank: ItemBank | None = None,
    stick: Path | None = None,
    clock: Clock | None = None,
    offered: tuple[str, ...] = ("nl", "ar", "ti"),
) -> Room:
    """A kiosk with its database in *folder*, real keys and a cheap key derivation."""
    room_clock, emptied = clock or Clock(), []
    kiosk = Kiosk(
        bank=bank or a_bank(),
        offered=offered,
        store=SessionStore(folder / "kiosk.db"),
        identity=an_identity(),
        now=room_clock,
        stick=stick,
        cost=CHEAP,
        keyring=Keyring(lambda: emptied.append(room_clock.at)),
    )
    return Room(kiosk, room_clock, emptied)


def opened(folder: Path, stick: Path | None = None) -> tuple[Room, str, str]:
    """A room in which somebody has just begun: the room, the session's id and its resume code."""
    room = a_kiosk(folder, stick=stick)
    found = room.kiosk.start(CODE, "ar")
    return room, found.session_id, found.resume_code


def on_screen(room: Room, session_id: str) -> tuple[str, int]:
    """The item on screen and its step."""
    current = room.kiosk.session(session_id).current
    assert current is not None
    return current.item, current.step


def other_codes(code: str) -> Iterator[str]:
    """Resume codes with the slip number of *code* and a right check digit, but of no session."""
    for turn in count(1):
        yield resume_code(code[:4], f"{(int(code[4:19]) + turn) % 10**15:015}")
