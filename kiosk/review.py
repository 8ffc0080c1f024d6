"""The closing page as values: what the candidate gave, section by section, before it is shared."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.items.interactions import Choice, Information
from assessment.items.model import Item, ItemBank, Review, Section
from assessment.items.responses import ChoiceResponse, RatingResponse, Response, TextResponse
from assessment.session.session import Session
from assessment.web.player import ShownChoice, Voice, Words, picture_address, show_choice


@dataclass(frozen=True, slots=True)
class Row:
    """One item: what was asked, and what was given as a *choice*, a *liking*, a *text*, or not at all."""

    item: str
    prompt: Words
    picture: str | None
    answered: bool
    withheld: bool
    changeable: bool
    choice: ShownChoice | None = None
    liking: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One section: each row of it, or (no rows) the section as a whole."""

    section: str
    title: Words
    answered: bool
    withheld: bool
    rows: tuple[Row, ...]


def parts(bank: ItemBank, session: Session, voice: Voice) -> tuple[Part, ...]:
    """What *session* would share, in the words of *voice*; sections that were never reached are left out."""
    return tuple(_parts(bank, session, voice))


def _parts(bank: ItemBank, session: Session, voice: Voice) -> Iterator[Part]:
    for section in bank.sections:
        seen = [item for item in reviewed(section) if item.id in session.presented]
        if section.review is Review.NONE or not seen:
            continue
        each = seen if section.review is Review.EACH else []
        title = voice.words(f"section/{section.id}/title", section.title)
        given = [item.id for item in seen if item.id in session.responses]
        rows = tuple(_row(bank, section, item, session, voice) for item in each)
        yield Part(section.id, title, bool(given), bool(given) and session.withheld.issuperset(given), rows)


def reviewed(section: Section) -> list[Item]:
    """The items of *section* of which something could be shared: no practice, nothing that is only read."""
    return [item for item in section.items if not (item.practice or isinstance(item.interaction, Information))]


def _row(bank: ItemBank, section: Section, item: Item, session: Session, voice: Voice) -> Row:
    response = session.responses.get(item.id)
    choice, liking, text = _given(bank, item, response, voice)
    return Row(
        item.id,
        voice.words(f"{item.id}/prompt", item.prompt),
        picture_address(bank, item.picture),
        response is not None,
        item.id in session.withheld,
        section.back,
        choice,
        liking,
        text,
    )


def _given(
    bank: ItemBank, item: Item, response: Response | None, voice: Voice
) -> tuple[ShownChoice | None, str | None, str | None]:
    match response, item.interaction:
        case ChoiceResponse(choice=picked), Choice(choices=choices):
            found = next((choice for choice in choices if choice.id == picked), None)
            return (show_choice(bank, item, found, voice) if found else None), None, None
        case RatingResponse(liking=liking), _:
            return None, liking.value, None
        case TextResponse(text=text), _:
            return None, None, text
    return None, None, None
