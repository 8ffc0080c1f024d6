"""Where two profiles differ, in words: the scale by its title, the field by its name for people."""

from assessment.desk.checking import Difference
from assessment.desk.later import gettext as _
from assessment.items.model import ItemBank
from assessment.report import words

_TOP = {
    "results": "",
    "followups": _("questions for the conversation"),
    "sections": _("parts"),
    "locales": _("languages"),
    "scoring": _("version of the scoring"),
}
_FIELDS = {
    "level": _("level"),
    "between": _("between two levels"),
    "theta": _("estimate"),
    "standard_error": _("error of the estimate"),
    "bands": _("levels"),
    "probability": _("chance"),
    "answered": _("questions answered"),
    "presented": _("questions shown"),
    "stopped": _("why it stopped"),
    "evidence": _("kind of evidence"),
    "outcome": _("outcome"),
    "tasks": _("tasks"),
    "domains": _("domains"),
    "score": _("score"),
    "flags": _("what was noticed"),
    "seconds": _("seconds"),
    "types": _("kinds of work"),
    "ranks": _("order"),
    "sectors": _("sectors"),
    "points": _("points"),
    "possible": _("points possible"),
    "rated": _("activities rated"),
    "centred": _("above or below the own mean"),
    "code": _("letter code"),
    "differentiation": _("highest less lowest"),
    "flat": _("no preference shown"),
    "suggestions": _("sectors to talk about"),
    "occupations": _("occupations"),
    "liked": _("liked"),
    "unknown": _("not known"),
    "answers": _("answers"),
    "right": _("right"),
    "scored": _("tasks done"),
    "hits": _("words known"),
    "words": _("words"),
    "false_alarms": _("made-up words said yes to"),
    "made_up": _("made-up words"),
    "index": _("words known, less made-up words"),
    "response": _("answer"),
    "choice": _("choice"),
    "choices": _("choices"),
    "order": _("order"),
    "yes": _("yes or no"),
    "number": _("number"),
    "calendar": _("calendar"),
    "year": _("year"),
    "month": _("month"),
    "day": _("day"),
    "isco": _("occupation (ISCO)"),
    "esco": _("occupation (ESCO)"),
    "source": _("how it was found"),
    "liking": _("liking"),
    "text": _("own words"),
    "missing": _("reason for no answer"),
    "status": _("how far it came"),
    "skipped": _("without an answer"),
    "withheld": _("not shared"),
}


def place(difference: Difference, bank: ItemBank) -> str:
    """Where *difference* is, in a profile with the scales of *bank*."""
    top, *below = difference.place or ("",)
    titles = {part.id: part.title for part in (bank.sections if top == "sections" else bank.scales)}
    named = (titles.get(name) or str(_FIELDS.get(name) or words.domain(name)) for name in below)
    told = [str(_TOP.get(top, top)), *named]
    return " › ".join(filter(None, told))
