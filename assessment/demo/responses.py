"""What a scripted candidate answers, going by what stands on the page and by nothing else."""

import json
import random

from assessment.demo.browser import Element

Fields = dict[str, str | list[str]]


def given(document: Element, chance: random.Random, words: str) -> Fields:
    """The fields of an answer to the item in *document*: by *chance*, or *words* where something is to be written."""
    for kind in (_simulated, _order, _yes_or_no, _number, _date, _picked, _several, _chosen, _written, _gaps):
        if fields := kind(document, chance, words):
            return fields
    return {}


def _chosen(document: Element, chance: random.Random, words: str) -> Fields:
    choices = [each.get("value") for each in document.all("input", type="radio", name="choice")]
    return {"choice": chance.choice(choices)} if choices else {}


def _several(document: Element, chance: random.Random, words: str) -> Fields:
    choices = [each.get("value") for each in document.all("input", type="checkbox", name="choice")]
    return {"choice": chance.choice(choices)} if choices else {}


def _picked(document: Element, chance: random.Random, words: str) -> Fields:
    choices = [each.get("value") for each in document.all("input", type="radio", name="pick")]
    return {"pick": chance.choice(choices)} if choices else {}


def _order(document: Element, chance: random.Random, words: str) -> Fields:
    places = [str(number + 1) for number, _ in enumerate(document.all("select", name="place"))]
    chance.shuffle(places)
    return {"place": list(places)} if places else {}


def _yes_or_no(document: Element, chance: random.Random, words: str) -> Fields:
    buttons = [each.get("value") for each in document.all("button", name="do") if each.get("value") in ("yes", "no")]
    return {"do": chance.choice(buttons)} if buttons else {}


def _number(document: Element, chance: random.Random, words: str) -> Fields:
    limits = document.first(data_stepper=None)
    if limits is None:
        return {}
    return {"number": str(chance.randint(int(limits.get("data-least")), int(limits.get("data-most"))))}


def _date(document: Element, chance: random.Random, words: str) -> Fields:
    if document.first("input", type="radio", name="calendar", value="gregorian") is None:
        return {}
    return {"calendar": "gregorian", "year": str(chance.randint(2020, 2024))}


def _written(document: Element, chance: random.Random, words: str) -> Fields:
    field = document.first("textarea", name="text") or document.first("input", name="text")
    return {} if field is None else {"text": words}


def _gaps(document: Element, chance: random.Random, words: str) -> Fields:
    """Something in about half of the gaps, and in the first one: open ones may be sent too."""
    gaps = list(document.all("input", name="gap"))
    ends = chance.choices(("en", "t", "de", ""), k=len(gaps))
    return {"gap": ["en", *ends[1:]]} if gaps else {}


def _simulated(document: Element, chance: random.Random, words: str) -> Fields:
    """What somebody does who reads the card: copies the word, or writes an e-mail of a few words to the address."""
    app = document.first(data_simulation=None)
    if app is None:
        return {}
    box = document.first("dl", class_="card-note")
    card = [each.text for each in box.all("dd")] if box else []
    if app.get("data-simulation").endswith("/typing.json"):
        steps = [("type_text", text) for text in card]
    else:
        steps = [("compose", "")]
        if card:
            steps += [("type_to", card[0]), ("type_subject", "Test"), ("type_body", words), ("send", "")]
    log = [{"name": name, "value": value, "at_ms": 1000 * turn} for turn, (name, value) in enumerate(steps)]
    return {"log": json.dumps(log)}
