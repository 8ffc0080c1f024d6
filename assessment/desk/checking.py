"""What the contents of a bundle amount to when they are looked at again: replayed, scored, compared. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assessment.bundle import schema
from assessment.bundle.contents import Contents
from assessment.items.model import ItemBank
from assessment.items.responses import Acknowledged
from assessment.scoring.profile import VERSION
from assessment.scoring.profile_model import Profile
from assessment.session import codes, outcome, record
from assessment.session.events import Event, LocaleChanged, ResponseGiven, SessionStarted
from assessment.session.session import Session, replay
from assessment.session.statements import Statement, statements


class Incoherent(ValueError):
    """A trusted kiosk signed contents that cannot be one finished sitting with this bank."""


@dataclass(frozen=True, slots=True)
class Difference:
    """At *place*, the kiosk *stated* one thing and scoring again gave another."""

    place: tuple[str, ...]
    stated: str
    scored: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A sitting as scored here, and how that differs from what the kiosk stated.

    A kiosk that scores by another version may rightly state something else: then there are no *differences*, and
    *stated* is what its profile says on each scale. *spoken* names the locale of each answer; *responses* counts
    them, without the screens that were only read.
    """

    session: Session
    profile: Profile
    differences: tuple[Difference, ...]
    spoken: dict[str, str]
    responses: int
    stated: dict[str, Statement]


def check(contents: Contents, bank: ItemBank) -> Checked:
    """*contents* replayed and scored again with *bank*; Incoherent where that is impossible."""
    try:
        events = record.load_events(contents.events)
        session = replay(events)
        _agree(contents, session, bank)
        scored = outcome.profile(bank, session)
        found = tuple(_compared(contents, scored))
        return Checked(session, scored, found, spoken(events), _given(session, bank), statements(contents.profile))
    except (ValueError, LookupError) as error:
        raise Incoherent(str(error)) from error


def check_subject(contents: Contents) -> None:
    """Incoherent where the subject of *contents* is no start code."""
    try:
        codes.parse_start_code(contents.subject)
    except codes.WrongCode as error:
        raise Incoherent(str(error)) from error


def _compared(contents: Contents, scored: Profile) -> Iterator[Difference]:
    """Where the kiosk states something else; by another version of the scoring nothing is comparable to the letter."""
    if contents.scoring_version == VERSION:
        stated = record.dump_profile(record.load_profile(contents.profile))
        yield from differences(stated, record.dump_profile(scored))


def _given(session: Session, bank: ItemBank) -> int:
    """How many tasks and questions have a response: practice and screens to read are neither."""
    return sum(
        not bank.item(item).practice and not isinstance(response, Acknowledged)
        for item, response in session.responses.items()
    )


def _agree(contents: Contents, session: Session, bank: ItemBank) -> None:
    """What stands outside the events says the same as the events."""
    codes.parse_start_code(contents.subject)
    pairs = (
        ("subject", contents.subject, session.subject),
        ("bank", contents.bank.id, session.bank),
        ("bank version", contents.bank.version, session.bank_version),
        ("bank hash", bank.content_hash, session.bank_hash),
    )
    for name, outside, inside in pairs:
        if outside != inside:
            raise Incoherent(f"the {name} of the bundle is {outside}, that of its events {inside}")
    strangers = (session.presented | session.responses.keys() | session.missing.keys()) - bank.items.keys()
    if strangers:
        raise Incoherent(f"found events of {len(strangers)} items that are not in the bank")
    if not all(schema.LOCALE.fullmatch(tag) for tag in session.locales):
        raise Incoherent("found a language tag that is none")
    if not session.finished:
        raise Incoherent("the sitting was not finished")


def spoken(events: Iterable[Event]) -> dict[str, str]:
    """For each item with a response, the locale in which the page stood."""
    locale, found = "", {}
    for event in events:
        match event:
            case SessionStarted(locale=started):
                locale = started
            case LocaleChanged(locale=changed):
                locale = changed
            case ResponseGiven(item=item):
                found[item] = locale
    return found


def differences(stated: object, scored: object, place: tuple[str, ...] = ()) -> Iterator[Difference]:
    """Everywhere that two profiles, as plain data, are not the same."""
    match stated, scored:
        case dict(), dict() if stated.keys() == scored.keys():
            for name in stated:
                yield from differences(stated[name], scored[name], (*place, str(name)))
        case list(), list() if len(stated) == len(scored):
            for number, pair in enumerate(zip(stated, scored, strict=True)):
                yield from differences(*pair, (*place, _name(pair, number)))
        case _ if stated != scored:
            yield Difference(place, _told(stated), _told(scored))


def _name(pair: Sequence[object], number: int) -> str:
    """What the parts at *number* are about, where they say so."""
    for part in pair:
        if isinstance(part, dict):
            for field in ("scale", "section", "level", "name", "item", "domain", "id"):
                if field in part:
                    return str(part[field])
    return str(number + 1)


def _told(value: object) -> str:
    match value:
        case None:
            return "–"
        case list():
            return ", ".join(map(_told, value)) or "–"
        case dict():
            return "; ".join(_told(part) for part in value.values())
    return str(value)
