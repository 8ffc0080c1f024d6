"""Real sittings with the real bank, sealed with real keys, and a desk in a folder to hand them to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.security import generate_password_hash

from assessment.bundle import enrolment, keys
from assessment.bundle.contents import Audit, Bank, Clock, Consent, Contents
from assessment.bundle.keys import Jwk
from assessment.bundle.seal import Sealed, seal
from assessment.bundle.trust import Trust, enrol
from assessment.desk.app import create_app
from assessment.desk.service import Desk
from assessment.items.interactions import (
    Choice,
    DateEntry,
    GapText,
    Information,
    MultipleChoice,
    NumberEntry,
    OccupationPicker,
    Order,
    Rating,
    Simulation,
    TextEntry,
    YesNo,
)
from assessment.items.model import Item, ItemBank
from assessment.items.responses import (
    Acknowledged,
    Action,
    Calendar,
    ChoiceResponse,
    DateResponse,
    GapsResponse,
    Liking,
    Missing,
    MultipleResponse,
    NumberResponse,
    OccupationResponse,
    OrderResponse,
    RatingResponse,
    Response,
    SimulationResponse,
    TextResponse,
    YesNoResponse,
)
from assessment.scoring.profile import VERSION
from assessment.scoring.profile_model import Profile
from assessment.session import delivery, outcome, record
from assessment.session.events import Event, SessionStarted
from assessment.session.session import after, replay
from assessment.session.sharing import shared
from assessment.storage import banks
from assessment.storage.cases import CaseStore

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
MUNICIPALITY, KIOSK = "amsterdam", "kiosk-noord-1"
USER, PASSWORD = "hanna", "een lang wachtwoord"
CODE = "1123456787"
HOST = "127.0.0.1:8091"
TIGRINYA = "ሓረስታይ ኮይነ ሰሪሐ"


@cache
def the_bank() -> ItemBank:
    return banks.load(banks.built_in("amsterdam"))


def highest() -> str:
    """The level that somebody reaches who knows every answer in Dutch."""
    cuts = the_bank().scale("dutch").cut_scores
    return cuts.cuts[-1].level if cuts else ""


def diligent(item: Item) -> Response | Missing:  # noqa: C901  # one case for each kind
    """Somebody who does everything: knows the answers, likes the first thing, sends the e-mail, went to school."""
    match item.interaction:
        case Choice(choices=choices, key=key):
            return ChoiceResponse(key or choices[0].id)
        case MultipleChoice(choices=choices, most=most, alone=alone):
            return MultipleResponse(tuple(one.id for one in choices if one.id != alone)[: most or 3])
        case Order(tiles=tiles, orders=orders):
            return OrderResponse(orders[0] if orders else tuple(tile.id for tile in tiles))
        case YesNo(key=right):
            return YesNoResponse(right is not False)
        case NumberEntry(least=least, most=most):
            return NumberResponse(min(12, most) if least <= 12 else least)
        case DateEntry():
            return DateResponse(Calendar.PERSIAN, 1373)
        case OccupationPicker():
            return OccupationResponse("text", text=TIGRINYA)
        case Rating():
            return RatingResponse(Liking.LIKE if item.riasec in ("S", "R") else Liking.UNSURE)
        case TextEntry(accept=[typed, *_others]):
            return TextResponse(typed)
        case TextEntry():
            return TextResponse(TIGRINYA)
        case GapText(gaps=gaps):
            return GapsResponse(tuple(gap.accept[0] for gap in gaps))
        case Information():
            return Acknowledged()
        case Simulation(app="typing", card=[(_label, word), *_more]):
            return SimulationResponse((Action("type_text", word),))
        case Simulation(card=[(_label, address), *_more]):
            return _sent(address)
        case Simulation():
            return SimulationResponse((Action("compose"),))


def _sent(address: str) -> SimulationResponse:
    steps = (
        ("compose", ""),
        ("type_to", address),
        ("type_subject", "Hallo"),
        ("type_body", "Goedemorgen lieve Lina"),
        ("send", ""),
    )
    return SimulationResponse(tuple(Action(name, value, 1000 * n) for n, (name, value) in enumerate(steps)))


def nobody(item: Item) -> Response | Missing:
    """Somebody who goes on without an answer to anything but what there is to read."""
    return Acknowledged() if isinstance(item.interaction, Information) else Missing.SKIPPED


def saying(**answers: Response | Missing) -> Callable[[Item], Response | Missing]:
    """As diligent, but with other *answers* to some items (q_work for q-work)."""
    return lambda item: answers.get(item.id.replace("-", "_"), diligent(item))


@cache
def a_sitting(
    candidate: Callable[[Item], Response | Missing] = diligent,
    *,
    withhold: tuple[str, ...] = (),
    subject: str = CODE,
    most: int = 10_000,
) -> tuple[Event, ...]:
    """The events of a whole sitting, as they leave the kiosk; somebody may stop after *most* events."""
    bank = the_bank()
    began = NOW - timedelta(minutes=40)
    first = SessionStarted(began, "5e551017", subject, bank.id, bank.version, bank.content_hash, "ti", 7, "0.1.0")
    events = list(delivery.start(first, bank))
    session = replay(events)
    while (current := session.current) and len(events) < most:
        now = began + timedelta(seconds=5 * len(events))
        given = candidate(bank.item(current.item))
        turn = delivery.skip if isinstance(given, Missing) else delivery.respond
        new = turn(session, bank, current.item, current.step, given, now)
        events, session = [*events, *new], after(session, new)
    if session.current:
        events += delivery.stop(session, bank, NOW)
    events += delivery.withhold(replay(events), list(withhold), NOW)
    events += delivery.finish(replay(events), NOW)
    return shared(events, bank)


def a_profile(events: tuple[Event, ...] | None = None) -> Profile:
    return outcome.profile(the_bank(), replay(events or a_sitting()))


def contents_of(events: tuple[Event, ...], bank: ItemBank | None = None, **changes: object) -> Contents:
    bank, session = bank or the_bank(), replay(events)
    good = Contents(
        bundle_id="5f0c9a52-6f5e-4d0e-9f3d-0a1b2c3d4e5f",
        issuer=KIOSK,
        audience=MUNICIPALITY,
        issued_at=NOW,
        sequence=1,
        previous="",
        app_version="0.1.0",
        bank=Bank(bank.id, bank.version, bank.content_hash),
        scoring_version=VERSION,
        consent=Consent("1", "ti", "cd" * 32, NOW, ("profile",)),
        audit=Audit(0, ""),
        clock=Clock(NOW - timedelta(days=30), False),
        subject=session.subject,
        events=record.dump_events(events),
        profile=record.dump_profile(outcome.profile(bank, session)),
    )
    return replace(good, **changes)


@dataclass
class Clock_:
    """A clock that stands still until it is told to go on."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Office:
    """A desk, its app, and a kiosk that it trusts."""

    desk: Desk
    app: Flask
    device_key: Jwk
    desk_key: Jwk
    clock: Clock_

    def seal(self, contents: Contents | None = None) -> Sealed:
        return seal(contents or contents_of(a_sitting()), self.device_key, keys.public(self.desk_key))

    def sealed(self, contents: Contents | None = None) -> bytes:
        return self.seal(contents).data

    def visitor(self) -> FlaskClient:
        """A browser that is not logged in."""
        return self.app.test_client()


@cache
def _keys() -> tuple[Jwk, Jwk]:
    return keys.make_device_key(), keys.make_recipient_key()


@cache
def _password() -> str:
    return generate_password_hash(PASSWORD, method="scrypt")


def an_office(folder: Path, bank_by_hash: Mapping[str, ItemBank] | None = None, *, trusting: bool = True) -> Office:
    """A desk with its database in *folder*."""
    device_key, desk_key = _keys()
    trust = Trust(MUNICIPALITY)
    if trusting:
        asked = enrolment.read(enrolment.request(KIOSK, device_key, NOW))
        trust = enrol(trust, asked, NOW - timedelta(days=7))
    store, clock = CaseStore(folder / "desk.db"), Clock_()
    store.add_user(USER, _password())
    known = {the_bank().content_hash: the_bank()} if bank_by_hash is None else bank_by_hash
    digits = iter(range(10_000_000, 99_999_999, 7_919))
    desk = Desk(store, (desk_key,), lambda: trust, known, clock, lambda count: f"{next(digits):0{count}d}")
    app = create_app(desk, b"a secret for one test", frozenset({HOST}))
    return Office(desk, app, device_key, desk_key, clock)
