"""What the desk would read in every bundle that a tortured kiosk sealed."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from assessment.demo.stage import Stage
from assessment.items.responses import (
    Acknowledged,
    ChoiceResponse,
    DateResponse,
    GapsResponse,
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
from assessment.session import record
from assessment.session.events import Event, ItemSkipped, ResponseGiven
from tests.browser.bundles import opened


def answers_by_subject(stage: Stage) -> dict[str, dict[str, str]]:
    """The answers in each bundle of the outbox, by start code and item."""
    stick = Path(stage.folder) / "all"
    stick.mkdir()
    export = [sys.executable, "-m", "kiosk", "export", str(stage.kiosk_home), str(stick)]
    subprocess.run(export, check=True, stdout=subprocess.DEVNULL)
    found = [opened(stage, bundle) for bundle in stick.iterdir()]
    return {contents.subject: answers(record.load_events(contents.events)) for contents in found}


def answers(events: Iterable[Event]) -> dict[str, str]:
    """What was given for each item of *events*, in the words of the form that sent it."""
    found: dict[str, str] = {}
    for event in events:
        match event:
            case ResponseGiven(item=item, response=response):
                found[item] = as_sent(response)
            case ItemSkipped(item=item, reason=reason):
                found[item] = reason.value
    return found


def as_sent(response: Response) -> str:  # noqa: C901  # one case for each kind
    """*response* as the form had it; of a simulation the names of the actions, since its words are masked."""
    match response:
        case ChoiceResponse(choice=choice):
            return choice
        case MultipleResponse(choices=choices):
            return " ".join(choices)
        case OrderResponse(order=order):
            return " ".join(order)
        case YesNoResponse(yes=yes):
            return "yes" if yes else "no"
        case NumberResponse(number=number):
            return str(number)
        case DateResponse(calendar=calendar, year=year, month=None, day=None):
            return f"{calendar} {year}"
        case DateResponse():
            return f"more than the year was told: {response}"
        case OccupationResponse(text=text):
            return text
        case RatingResponse(liking=liking):
            return liking.value
        case TextResponse(text=text):
            return text
        case GapsResponse(gaps=gaps):
            return " ".join(gaps)
        case SimulationResponse(log=log):
            return json.dumps([action.name for action in log])
        case Acknowledged():
            return ""
