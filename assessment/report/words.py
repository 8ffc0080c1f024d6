"""The words for evidence, chances, outcomes and reasons: plain, without judgement, one place."""

from collections.abc import Sequence

from assessment.items.responses import Liking, Missing
from assessment.items.sector_model import Demand
from assessment.report.catalogue import gettext as _
from assessment.scoring.profile_model import Evidence


def evidence(kind: Evidence) -> str:
    """How *kind* of evidence is called on the page."""
    match kind:
        case Evidence.TESTED:
            return _("measured")
        case Evidence.SELF_REPORT:
            return _("self-reported")
        case Evidence.NOT_MEASURED:
            return _("not measured")


def chance(probability: float) -> str:
    """*probability* as a number of times out of ten."""
    tenths = round(probability * 10)
    if tenths == 0:
        return _("less than 1 in 10")
    if tenths == 10:
        return _("almost certain")
    return _("about %(tenths)d in 10") % {"tenths": tenths}


def level(name: str, scale: str = "") -> str:
    """A *name* of a level as people write it; some words depend on what the *scale* is about."""
    return {
        ("latin-letters", "reads"): _("recognises the letters"),
        ("latin-letters", "some"): _("recognises some of the letters"),
        ("latin-letters", "none"): _("recognises few letters so far"),
        ("latin-words", "reads"): _("reads short words"),
        ("latin-words", "some"): _("reads a few words"),
        ("latin-words", "none"): _("reads no words so far"),
    }.get((scale, name)) or {
        "preA1": "pre-A1",
        "D0": _("does not work at the computer independently yet"),
        "D1": _("can operate the device itself"),
        "D2": _("does simple tasks at the computer"),
        "D3": _("does everyday things at the computer"),
        "reads": _("reads"),
        "partly": _("reads in part"),
        "reads_not": _("does not read"),
        "some": _("in part"),
        "none": _("not so far"),
    }.get(name, name.replace("_", " "))


def level_statement(name: str, probability: float) -> str:
    """That someone is at level *name* with *probability*."""
    words = {"level": level(name), "chance": chance(probability)}
    if round(probability * 10) == 10:
        return _("%(level)s (%(chance)s)") % words
    return _("probably %(level)s (%(chance)s)") % words


def between(levels: Sequence[tuple[str, float]]) -> str:
    """That no single one of *levels*, each with its probability, stands out."""
    first, second = (f"{level(name)} ({chance(probability)})" for name, probability in levels)
    return _("between %(first)s and %(second)s") % {"first": first, "second": second}


def right(number: int, scored: int, possible: int) -> str:
    """That *number* of *possible* tasks were right, and how many of them were not done."""
    text = _("%(right)d of %(possible)d right") % {"right": number, "possible": possible}
    if scored >= possible:
        return text
    return text + ", " + _("%(number)d not done") % {"number": possible - scored}


def too_little() -> str:
    """That there is not enough evidence for a statement."""
    return _("not enough answers for a level")


def too_few_tasks() -> str:
    """That the first tasks were not all done, so that there is no level."""
    return _("not enough tasks done for a level")


def own_levels() -> str:
    """That the levels of several tasks are nobody else's."""
    return _(
        "The domains are those of the end terms for digital skills. The levels are of this item bank, not official."
    )


def meaning(scale: str, name: str) -> str:
    """What level *name* on *scale* lets people expect; empty where no words were written for it."""
    return {
        ("dutch", "preA1"): _("reads a few well-known words, often with the help of a picture"),
        ("dutch", "A1"): _("reads short, familiar words and sentences: signs, a simple text message, a form label"),
        ("dutch", "A2"): _("reads short everyday texts: a simple letter, an advert, a timetable"),
        ("dutch", "B1"): _(
            "reads longer texts about familiar things: a letter that explains, an article, instructions at work"
        ),
        ("dutch", "A2+"): _("reads everyday texts at A2 and may be able to do more; this bank does not go further"),
    }.get((scale, name), "")


def side_by_side(own: str, latin: str) -> str:
    """Reading in one's *own* language and in *latin* script, in one line."""
    return _("Own language: %(own)s. Latin script: %(latin)s.") % {"own": own, "latin": latin}


def points_to(name: str) -> str:
    """Where reading in Latin script points, by its *name* in the profile; it is no Alfa level."""
    return {
        "before_a": _("points to before Alfa A"),
        "around_a": _("points to around Alfa A"),
        "around_b": _("points to around Alfa B"),
        "b_or_further": _("points to Alfa B or further"),
        "c_or_further": _("points to Alfa C or further"),
    }[name]


def confirm_reading(reads_another: bool) -> str:
    """What a pointer to an Alfa level is worth, and what it means for somebody who *reads_another* script."""
    text = _("This is no Alfa level. Confirm it with an alfa intake.")
    return text + " " + _("Who reads another script is no beginner in reading.") if reads_another else text


def missing(reason: str) -> str:
    """Why there is no answer; *reason* is a missing code, or "withheld"."""
    if reason == "withheld":
        return _("not shared: this person struck the answer out")
    match Missing(reason):
        case Missing.SKIPPED:
            return _("skipped")
        case Missing.DONT_KNOW:
            return _("said: I don't know")
        case Missing.DECLINED:
            return _("said: I don't want to say")
        case Missing.NOT_REACHED:
            return _("not reached: the sitting ended before this question")
        case Missing.NOT_PRESENTED:
            return _("not asked")
        case Missing.TECHNICAL_FAILURE:
            return _("not asked because of a fault in the machine")


def stopped(reason: str) -> str:
    """Why a section ended."""
    return {
        "": _("the part was not finished"),
        "completed": _("all questions were asked"),
        "precision": _("stopped when the result was precise enough"),
        "band": _("stopped when one level was clear enough"),
        "time": _("stopped when the time for this part was over"),
        "uninformative": _("stopped because no question that was left could tell more"),
        "forms_used": _("not asked: this person has had every version of this part"),
        "length": _("stopped at the greatest number of questions"),
        "nothing_left": _("stopped because there were no more questions"),
        "stopped": _("this person chose to stop here"),
        "not_applicable": _("not asked because of an earlier answer or result"),
        "withheld": _("not shared: this person struck this part out"),
    }.get(reason, reason)


def outcome(name: str) -> str:
    """What was seen in a task; *name* is the outcome in the profile."""
    return {
        "seen": _("done"),
        "partly": _("partly done"),
        "not_seen": _("not done this time"),
        "not_measured": _("not measured"),
    }[name]


def domain(name: str) -> str:
    """The domain of the Dutch end terms for digital skills called *name*."""
    return {
        "ict_systems": _("Using devices and programs"),
        "safety": _("Safety, privacy and health"),
        "information": _("Finding information"),
        "processing": _("Processing information"),
        "communication": _("Communicating digitally"),
    }.get(name, name.replace("_", " "))


def seen(outcome: str) -> str:
    """What was seen in the tasks of a domain; *outcome* is its name in the profile."""
    return {
        "seen": _("seen"),
        "partly": _("seen in part"),
        "not_seen": _("not seen this time"),
        "not_measured": _("not measured"),
    }[outcome]


def liking(face: Liking) -> str:
    """The *face* that was picked."""
    match face:
        case Liking.LIKE:
            return _("likes it")
        case Liking.UNSURE:
            return _("is not sure")
        case Liking.DISLIKE:
            return _("does not like it")


def yes_no(yes: bool) -> str:
    """Yes, or no."""
    return _("Yes") if yes else _("No")


def riasec(letter: str) -> str:
    """The kind of work behind a RIASEC *letter*."""
    return {
        "R": _("Doing and making"),
        "I": _("Finding things out"),
        "A": _("Creating"),
        "S": _("Helping people"),
        "E": _("Leading and selling"),
        "C": _("Ordering and recording"),
    }[letter]


def no_preference() -> str:
    """That nothing was liked more or less than the rest."""
    return _("no preference shown: all kinds of work about equal")


def learned(skill_level: int) -> str:
    """How people usually come to an occupation of this ISCO-08 *skill_level*, 1 to 4."""
    return {
        1: _("usually learned on the job"),
        2: _("usually a vocational course, or learned on the job"),
        3: _("usually a longer vocational course"),
        4: _("usually a study at a university"),
    }[skill_level]


def learned_briefly(skill_level: int) -> str:
    """The same in a word or two, for where "usually" is said once."""
    return {
        1: _("on the job"),
        2: _("vocational course or on the job"),
        3: _("longer vocational course"),
        4: _("university"),
    }[skill_level]


def demand(kind: Demand) -> str:
    """Whether employers look for people."""
    match kind:
        case Demand.TIGHT:
            return _("tight: employers look for people")
        case Demand.EASING:
            return _("less tight than before")
        case Demand.MIXED:
            return _("differs by occupation")
        case Demand.UNKNOWN:
            return _("not known")


def noticed(flag: str) -> str:
    """What was noticed in a task; a *flag* that has no words yet shows its own name."""
    return {
        "other_address": _("sent it to another address than the one on the card"),
        "no_subject": _("left the subject empty"),
        "short_message": _("wrote fewer than three words"),
        "not_sent": _("began a message but did not send it"),
        "send_without_address": _("pressed Send before there was an address"),
        "sent_again": _("sent the message more than once"),
    }.get(flag, flag.replace("_", " "))


def overran(flag: str, seconds: int) -> str:
    """That a task took longer, or stood still longer, than the *seconds* that the bank has as its limit."""
    text = {
        "out_of_time": _("took longer than %(seconds)d seconds"),
        "idle": _("pressed and filled in nothing for more than %(seconds)d seconds"),
    }[flag]
    return text % {"seconds": seconds}


def remark(flag: str) -> str:
    """What to talk through about the interests; a *flag* that has no words yet shows its own name."""
    return {
        "same_answer": _("gave the same answer almost every time"),
        "little_spread": _("the answers hardly differ: then the order says little"),
        "very_quick": _("answered very quickly"),
        "many_unknown": _("did not know many of the activities"),
    }.get(flag, flag.replace("_", " "))
