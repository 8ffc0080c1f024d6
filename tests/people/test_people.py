"""Four people made up of data only: each sits by a script, and the profile is what the script deserves.

The expected levels stand in the script, and were written before the first run.
"""

from pathlib import Path

import pytest
import yaml

from assessment.bundle import enrolment, trust, unseal
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
from assessment.items.keys import has_key
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
from assessment.locales import LOCALES
from assessment.scoring.profile_model import (
    AbilityResult,
    AnswersResult,
    ComputerResult,
    CountResult,
    InterestsResult,
    NotMeasured,
    Profile,
    RouterResult,
    ScaleResult,
    TaskResult,
)
from assessment.session import record
from assessment.storage import banks, outbox
from kiosk.service import Kiosk
from tests.builders import NOW, a_kiosk, an_identity, desk_key

PEOPLE = sorted(Path(__file__).parent.glob("*.yaml"))
MAILS = {
    "nothing": (),
    "address_only": (Action("compose"), Action("type_to", "lina@postsnel.voorbeeld"), Action("send")),
    "all": (
        Action("compose"),
        Action("type_to", "lina@postsnel.voorbeeld"),
        Action("type_subject", "Hello"),
        Action("type_body", "how are you"),
        Action("send"),
    ),
}


class Person:
    """Somebody who does what the script says."""

    def __init__(self, script: dict, bank: ItemBank) -> None:
        self.script, self.bank = script, bank
        self.turns: dict[str, int] = {}

    def gives(self, item: Item) -> Response | Missing:
        section = self.bank.section_of(item.id)
        match item.interaction:
            case Information():
                return Acknowledged()
            case Rating():
                return RatingResponse(Liking.LIKE if item.riasec in self.script["likes"] else Liking.DISLIKE)
            case Simulation(app=app):
                return self._does(item, app)
        if has_key(item) and section.scale:
            return answer(item, self._knows(item, section.scale))
        return self._says(item)

    def _does(self, item: Item, app: str) -> Response:
        if item.practice:
            return SimulationResponse(())
        if app == "typing":
            typed = self.script["typing"]
            return SimulationResponse((Action("type_text", typed),) if typed else ())
        return SimulationResponse(MAILS[self.script["mail"]])

    def _knows(self, item: Item, scale: str) -> bool:
        if scale == "dutch":
            assert item.parameters is not None
            return item.parameters.difficulty <= self.script["dutch_up_to"]
        if scale == "router":
            return self._recognises(item)
        turn = self.turns[scale] = self.turns.get(scale, 0) + 1
        return turn <= self.script["right"][scale]

    def _recognises(self, item: Item) -> bool:
        assert isinstance(item.interaction, YesNo)
        kind = "words" if item.interaction.key else "made up"
        turn = self.turns[kind] = self.turns.get(kind, 0) + 1
        if item.interaction.key:
            return turn <= self.script["words"]["known"]
        return turn > self.script["words"]["made_up_taken"]

    def _says(self, item: Item) -> Response | Missing:  # noqa: C901  # one case for each kind
        said = self.script["says"].get(item.id)
        match item.interaction:
            case Choice(choices=choices):
                return ChoiceResponse(said or choices[0].id)
            case MultipleChoice(choices=choices):
                return MultipleResponse((choices[0].id,))
            case YesNo():
                return YesNoResponse(said != "no")
            case NumberEntry(least=least):
                return NumberResponse(least + 3)
            case DateEntry():
                return DateResponse(Calendar.GREGORIAN, 2012)
            case OccupationPicker():
                return OccupationResponse("tile", isco="5120")
            case Order(tiles=tiles):
                return OrderResponse(tuple(tile.id for tile in tiles))
            case TextEntry():
                return TextResponse("kok")
            case GapText(gaps=gaps):
                return GapsResponse(tuple(gap.accept[0] for gap in gaps))
        raise AssertionError(item.id)


def answer(item: Item, right: bool) -> Response:
    """A right or a wrong response to a scored *item*."""
    match item.interaction:
        case Choice(choices=choices, key=key):
            wrong = next(choice.id for choice in choices if choice.id != key)
            return ChoiceResponse(key if right and key else wrong)
        case YesNo(key=key):
            return YesNoResponse(bool(key) is right)
        case Order(tiles=tiles, orders=orders):
            ids = tuple(tile.id for tile in tiles)
            wrong_order = next(o for o in (ids[::-1], ids[1:] + ids[:1], ids) if o not in orders)
            return OrderResponse(orders[0] if right else wrong_order)
        case TextEntry(accept=accept):
            return TextResponse(accept[0] if right else "xyz")
        case GapText(gaps=gaps):
            return GapsResponse(tuple(gap.accept[0] if right else "xyz" for gap in gaps))
    raise AssertionError(item.id)


def sits(kiosk: Kiosk, person: Person) -> str:
    """The whole sitting of *person*; the bundle's id."""
    opening = kiosk.start("1123456787", person.script["locale"])
    session = kiosk.session(opening.session_id)
    while session.current is not None:
        item, step = kiosk.bank.item(session.current.item), session.current.step
        given = person.gives(item)
        if isinstance(given, Missing):
            session = kiosk.skip(opening.session_id, item.id, step, given)
        else:
            session = kiosk.answer(opening.session_id, item.id, step, given)
    return kiosk.finish(opening.session_id)


def sealed_profile(database: Path) -> Profile:
    """The profile in the one bundle of a kiosk, opened with the desk's key."""
    (bundle,) = outbox.waiting(database)
    identity = an_identity()
    request = enrolment.read(enrolment.request(identity.name, identity.device_key, NOW))
    known = trust.enrol(trust.Trust(identity.recipient.municipality), request, NOW)
    return record.load_profile(unseal.unseal(bundle.data, [desk_key()], known, NOW).profile)


def stated(result: ScaleResult) -> object:
    """What a result says, in the words of the scripts."""
    match result:
        case AbilityResult(level=level):
            return level or "not_measured"
        case CountResult(level=level) | ComputerResult(level=level):
            return level or "not_measured"
        case RouterResult(index=index):
            return "not_measured" if index is None else index
        case TaskResult(outcome=found):
            return found
        case InterestsResult(ranks=ranks):
            return list(ranks[0])
        case AnswersResult() | NotMeasured():
            return None


@pytest.mark.parametrize("path", PEOPLE, ids=lambda path: path.stem)
def test_the_profile_is_what_the_script_deserves(path: Path, tmp_path: Path) -> None:
    bank = banks.load(banks.built_in("amsterdam"))
    script = yaml.safe_load(path.read_text("utf-8"))
    kiosk = a_kiosk(tmp_path, bank=bank, offered=tuple(LOCALES)).kiosk

    sits(kiosk, Person(script, bank))

    profile = sealed_profile(tmp_path / "kiosk.db")
    found = {result.scale: stated(result) for result in profile.results}
    assert {scale: found[scale] for scale in script["expected"]} == script["expected"]
    assert all(found[scale] is None for scale in set(found) - set(script["expected"]))
