"""The closing page as values: what the candidate gave, part by part, before it is shared."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.items.interactions import Information
from assessment.items.model import Item, Review, Section
from assessment.session.session import Session
from assessment.web.pictures import picture_address
from assessment.web.voice import Words
from kiosk.runs import Run, runs
from kiosk.said import Said, Teller, said


@dataclass(frozen=True, slots=True)
class Row:
    """One item: what was asked, and what was *said*, if anything."""

    item: str
    prompt: Words
    picture: str | None
    answered: bool
    withheld: bool
    changeable: bool
    said: Said | None


@dataclass(frozen=True, slots=True)
class Part:
    """One part: the *rows* that are shown one by one; *whole* where some of it, or all, is shown as a whole only."""

    section: str
    title: Words
    answered: bool
    withheld: bool
    rows: tuple[Row, ...]
    whole: bool


def parts(teller: Teller, session: Session) -> tuple[Part, ...]:
    """What *session* would share, in the words of *teller*; parts that were never reached are left out."""
    return tuple(_parts(teller, session))


def _parts(teller: Teller, session: Session) -> Iterator[Part]:
    for run in runs(teller.bank):
        seen = [(section, item) for section, item in _reviewed(run) if item.id in session.presented]
        if not seen:
            continue
        given = [item.id for _, item in seen if item.id in session.responses]
        yield Part(
            run.name,
            teller.voice.words(f"section/{run.name}/title", run.title),
            bool(given),
            bool(given) and session.withheld.issuperset(given),
            tuple(_row(teller, section, item, session) for section, item in seen if section.review is Review.EACH),
            any(section.review is Review.WHOLE for section, _ in seen),
        )


def _reviewed(run: Run) -> Iterator[tuple[Section, Item]]:
    """Each item of *run* of which something could be shared: no practice, nothing that is only read."""
    for section in run.sections:
        if section.review is not Review.NONE:
            yield from ((section, item) for item in section.items if is_shareable(item))


def is_shareable(item: Item) -> bool:
    """Whether there could be something of *item* to share."""
    return not (item.practice or isinstance(item.interaction, Information))


def named(run: Run, section: str | None, item: str | None, session: Session) -> list[str]:
    """The items of *run* that a press on the closing page means: those given in all of it, or one that was shown."""
    reviewed = [each.id for _, each in _reviewed(run)]
    if section == run.name:
        return [each for each in reviewed if each in session.responses]
    return [each for each in reviewed if each == item and each in session.presented]


def _row(teller: Teller, section: Section, item: Item, session: Session) -> Row:
    response = session.responses.get(item.id)
    return Row(
        item.id,
        teller.voice.of(item).words(f"{item.id}/prompt", item.prompt),
        picture_address(teller.bank, item.picture),
        response is not None,
        item.id in session.withheld,
        section.back,
        said(teller, item, response),
    )
