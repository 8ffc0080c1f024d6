"""What somebody said, as parts of the page: lines, short lists of questions alike, and what was never reached."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from assessment.items.interactions import Choice
from assessment.items.model import ItemBank
from assessment.items.responses import ChoiceResponse, Missing
from assessment.report import labels, said, words
from assessment.report.catalogue import gettext as _
from assessment.report.page_model import AnswerGroup, AnswerLine, AnswerRow, AnswersPart
from assessment.report.reasons import was_due
from assessment.scoring.profile_model import Answer, AnswersResult, Profile

LIST = 3  # as many questions with the same choices, one after the other, are told as lists
HEADLINE = 2
OFTEN = "often"  # the choice that says that somebody did a thing many times
_LAST = ("never", "none", "no")  # choices that begin a scale from low to high: the lists begin at the high end


def answers(bank: ItemBank, profile: Profile, result: AnswersResult, spoken: Mapping[str, str]) -> AnswersPart:
    """What was said; *spoken* names the locale in which each answer was given. What nobody was asked is not there."""
    due = [answer for answer in result.answers if was_due(bank, profile, answer)]
    told = [answer for answer in due if answer.missing != Missing.NOT_REACHED]
    runs = list(_runs(bank, told))
    return AnswersPart(
        scale=result.scale,
        title=bank.scale(result.scale).title,
        evidence=words.evidence(result.evidence),
        headline=_headline(bank, told, spoken) or amount(due),
        lines=tuple(
            line(bank, answer, spoken.get(answer.item, "")) for run in runs if len(run) < LIST for answer in run
        ),
        groups=tuple(_group(bank, run) for run in runs if len(run) >= LIST),
        unreached=_unreached(len(due) - len(told)),
    )


def amount(due: Sequence[Answer]) -> str:
    """How many of the questions that were *due* have an answer."""
    given = sum(answer.missing is None for answer in due)
    return _("%(said)d of %(asked)d questions answered") % {"said": given, "asked": len(due)}


def _headline(bank: ItemBank, told: Iterable[Answer], spoken: Mapping[str, str]) -> str:
    """The most telling answers in words; own words only by their code, because they can be in any script."""
    found = {labels.stem(answer.item): answer for answer in told if answer.response is not None}
    telling = [(name, found[name]) for name in labels.TELLING if name in found]
    lines = [(name, line(bank, answer, spoken.get(answer.item, ""))) for name, answer in telling]
    return " · ".join(_short(name, one) for name, one in lines[:HEADLINE])


def _short(name: str, told: AnswerLine) -> str:
    text = told.said or _("in own words")
    return text if name in labels.PLAIN else f"{told.label}: {text}"


def line(bank: ItemBank, answer: Answer, locale: str) -> AnswerLine:
    """One question with what was said to it, or why there is nothing."""
    question, label = bank.item(answer.item).prompt, labels.label(answer.item)
    if answer.response is None:
        return AnswerLine(question, missing=words.missing(answer.missing or "skipped"), label=label)
    told = said.said(bank, answer.item, answer.response, locale)
    return AnswerLine(question, said=told.words, own=told.own, label=label)


def _unreached(number: int) -> str:
    return _("Not reached, because the sitting ended before: %(number)d") % {"number": number} if number else ""


def _runs(bank: ItemBank, told: Iterable[Answer]) -> Iterator[list[Answer]]:
    """Neighbours with the same choices; every other answer by itself."""
    for _alike, run in groupby(told, key=lambda answer: _choices(bank, answer.item)):
        yield list(run)


def _choices(bank: ItemBank, item_id: str) -> tuple[tuple[str, str], ...]:
    """The choices of an item; what has none is like nothing else."""
    match bank.item(item_id).interaction:
        case Choice(choices=choices):
            return tuple((choice.id, choice.text or "") for choice in choices)
    return ((item_id, ""),)


def _group(bank: ItemBank, run: Sequence[Answer]) -> AnswerGroup:
    prompts = {answer.item: bank.item(answer.item).prompt for answer in run}
    start = _shared_start(list(prompts.values()))
    things = {item: " ".join(prompt.split()[start:]).rstrip("?") for item, prompt in prompts.items()}
    stem = " ".join(next(iter(prompts.values())).split()[:start])
    return AnswerGroup(f"{stem} …" if stem else "", tuple(_rows(bank, run, things)))


def _shared_start(prompts: Sequence[str]) -> int:
    """With how many words all of *prompts* begin."""
    number = 0
    for spoken in zip(*(prompt.split()[:-1] for prompt in prompts), strict=False):
        if len(set(spoken)) > 1:
            break
        number += 1
    return number


def _rows(bank: ItemBank, run: Sequence[Answer], things: Mapping[str, str]) -> Iterator[AnswerRow]:
    """A list for each choice that somebody made, then one for each reason to make none."""
    first = run[0].item
    choices = [name for name, _text in _choices(bank, first)]
    for choice in reversed(choices) if choices[0] in _LAST else choices:
        picked = [things[answer.item] for answer in run if answer.response == ChoiceResponse(choice)]
        if picked:
            yield AnswerRow(said.choice_words(bank, first, choice), tuple(picked), choice)
    for reason in dict.fromkeys(answer.missing for answer in run if answer.response is None):
        missed = tuple(things[answer.item] for answer in run if answer.response is None and answer.missing == reason)
        yield AnswerRow(words.missing(reason or "skipped"), missed)
