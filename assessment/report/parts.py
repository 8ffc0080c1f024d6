"""Each kind of result in words: one function per member of the union."""

from collections.abc import Iterator, Mapping

from assessment.items.interactions import Choice
from assessment.items.model import CutScores, ItemBank
from assessment.report import words
from assessment.report.catalogue import gettext as _
from assessment.report.page_model import (
    AbilityPart,
    AnswerLine,
    AnswersPart,
    BandLine,
    InterestsPart,
    Own,
    Picture,
    ScoreLine,
    TaskPart,
)
from assessment.scoring.profile_model import (
    AbilityResult,
    Answer,
    AnswersResult,
    InterestScore,
    InterestsResult,
    TaskResult,
)


def ability(bank: ItemBank, result: AbilityResult) -> AbilityPart:
    """The tested scale of *result*, its level always with its chance and what it rests on."""
    scale = bank.scale(result.scale)
    amount = {"answered": result.answered, "presented": result.presented}
    return AbilityPart(
        scale=result.scale,
        level=result.level or "",
        title=scale.title,
        evidence=words.evidence(result.evidence),
        statement=statement(result),
        meaning=words.meaning(result.scale, result.level or ""),
        bands=tuple(
            BandLine(words.level(band.level), words.chance(band.probability), round(band.probability * 10))
            for band in result.bands
        ),
        amount=_("%(answered)d of %(presented)d questions answered") % amount,
        stopped=words.stopped(result.stopped),
        cut_scores=_cut_scores(scale.cut_scores),
    )


def statement(result: AbilityResult) -> str:
    """The level of *result* with its chance; or the two levels it lies between; or that there is too little."""
    chances = {band.level: band.probability for band in result.bands}
    if result.between:
        return words.between([(name, chances.get(name, 0.0)) for name in result.between])
    if result.level is None:
        return words.too_little()
    return words.level_statement(result.level, chances.get(result.level, 0.0))


def _cut_scores(cuts: CutScores | None) -> str:
    if cuts is None:
        return ""
    text = _("Where levels begin: %(source)s (%(author)s, %(date)s)")
    if cuts.provisional:
        text = _("Where levels begin is provisional: %(source)s (%(author)s, %(date)s)")
    return text % {"source": cuts.source, "author": cuts.author, "date": cuts.date}


def task(bank: ItemBank, result: TaskResult) -> TaskPart:
    """The simulated task of *result*. Time is never told: it says more about reading than about skill."""
    return TaskPart(
        scale=result.scale,
        outcome=result.outcome,
        title=bank.scale(result.scale).title,
        evidence=words.evidence(result.evidence),
        statement=words.outcome(result.outcome),
        noticed=tuple(words.noticed(flag) for flag in result.flags),
    )


def interests(bank: ItemBank, result: InterestsResult) -> InterestsPart:
    """The likes of one person set against each other, never against those of others."""
    return InterestsPart(
        title=bank.scale(result.scale).title,
        evidence=words.evidence(result.evidence),
        order=tuple(_group(group) for group in result.ranks),
        types=tuple(_score(f"{words.riasec(score.name)} ({score.name})", score) for score in result.types),
        sectors=tuple(
            _score(bank.sectors.get(score.name, score.name), score)
            for score in sorted(result.sectors, key=_share, reverse=True)
        ),
        liked=tuple(_picture(bank, item) for item in result.liked),
        unknown=tuple(_picture(bank, item) for item in result.unknown),
        remarks=tuple(_remarks(result)),
    )


def _remarks(result: InterestsResult) -> Iterator[str]:
    ranked = {letter for group in result.ranks for letter in group}
    left_out = [words.riasec(score.name) for score in result.types if score.name not in ranked]
    if left_out and ranked:
        yield _("too few activities rated to place: %(names)s") % {"names": ", ".join(left_out)}
    yield from (words.remark(flag) for flag in result.flags)


def _group(letters: tuple[str, ...]) -> str:
    names = [f"{words.riasec(letter)} ({letter})" for letter in letters]
    if len(names) == 1:
        return names[0]
    return _("%(names)s: about equal") % {"names": ", ".join(names)}


def _share(score: InterestScore) -> float:
    return score.points / score.possible if score.possible else 0.0


def _score(name: str, score: InterestScore) -> ScoreLine:
    if not score.possible:
        return ScoreLine(name, _("not rated"), 0)
    text = _("%(points)d of %(possible)d points")
    return ScoreLine(name, text % {"points": score.points, "possible": score.possible}, round(10 * _share(score)))


def _picture(bank: ItemBank, item_id: str) -> Picture:
    item = bank.item(item_id)
    return Picture(item.prompt, item.picture)


def answers(bank: ItemBank, result: AnswersResult, spoken: Mapping[str, str]) -> AnswersPart:
    """What was said; *spoken* names the locale in which each answer was given."""
    lines = tuple(_line(bank, answer, spoken.get(answer.item, "")) for answer in result.answers)
    return AnswersPart(bank.scale(result.scale).title, words.evidence(result.evidence), lines)


def _line(bank: ItemBank, answer: Answer, locale: str) -> AnswerLine:
    question = bank.item(answer.item).prompt
    if answer.choice is not None:
        return AnswerLine(question, said=choice(bank, answer.item, answer.choice))
    if answer.text:
        return AnswerLine(question, own=Own(answer.text, locale))
    return AnswerLine(question, missing=words.missing(answer.missing or "skipped"))


def choice(bank: ItemBank, item_id: str, choice_id: str) -> str:
    """The Dutch words of a choice, or its id where it is only a picture."""
    match bank.item(item_id).interaction:
        case Choice(choices=choices):
            for one in choices:
                if one.id == choice_id:
                    return one.text or one.stimulus or one.picture or choice_id
    return choice_id
