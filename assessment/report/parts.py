"""Each kind of result in words: one function per member of the union."""

from collections.abc import Iterable, Iterator
from datetime import date

from babel import Locale

from assessment.items.design import LevelSteps
from assessment.items.interactions import Simulation
from assessment.items.model import CutScores, ItemBank
from assessment.locales import LOCALES
from assessment.report import flags, sectors, words
from assessment.report.catalogue import gettext as _
from assessment.report.page_model import (
    AbilityPart,
    BandLine,
    CountPart,
    InterestsPart,
    Picture,
    ReadingPart,
    RouterPart,
    ScoreLine,
    TaskPart,
)
from assessment.scoring.profile_model import (
    AbilityResult,
    CountResult,
    InterestScore,
    InterestsResult,
    ReadingResult,
    RouterResult,
    TaskResult,
)

MANY_FALSE_ALARMS = 1 / 3  # of the made-up words: from here on, hits alone say little


def languages(tags: Iterable[str]) -> str:
    """The Dutch names of the locales with these *tags*; the tag itself where a newer kiosk knows one more."""
    return ", ".join(_language(tag) for tag in tags)


def _language(tag: str) -> str:
    known = LOCALES.get(tag)
    return (known and Locale.parse(known.babel).get_display_name("nl")) or tag


def count(bank: ItemBank, result: CountResult, locales: Iterable[str]) -> CountPart:
    """The scale of *result*: how many were right, and the words for its level, if there is enough for one."""
    scale = bank.scale(result.scale)
    return CountPart(
        scale=result.scale,
        level=result.level or "",
        title=count_title(bank, result, locales),
        evidence=words.evidence(result.evidence),
        statement=count_statement(result),
        tenths=round(10 * result.right / result.possible) if result.possible else 0,
        cut_scores=origin(scale.cut_scores),
        remarks=tuple(flags.stands_out(flag.name, flag.number) for flag in result.flags),
    )


def count_title(bank: ItemBank, result: CountResult, locales: Iterable[str]) -> str:
    """The title of the scale, with the language where its tasks were written for one and only one was on screen."""
    written = {i.locale for s in bank.sections if s.scale == result.scale for i in s.items if i.locale}
    seen = [tag for tag in locales if tag in written]
    title = bank.scale(result.scale).title
    return f"{title} ({languages(seen)})" if len(seen) == 1 and result.scored else title


def count_statement(result: CountResult) -> str:
    """The words for the level of *result* with how many were right; or that there is too little."""
    if not result.scored:
        return words.missing("not_presented")
    level = words.too_little() if result.level is None else words.level(result.level, result.scale)
    return f"{level} ({words.right(result.right, result.scored, result.possible)})"


def reading(bank: ItemBank, result: ReadingResult) -> ReadingPart:
    """Reading in one's own language beside Latin script: it points somewhere, and says what would confirm it."""
    return ReadingPart(
        scale=result.scale,
        title=bank.scale(result.scale).title,
        evidence=words.evidence(result.evidence),
        statement=reading_statement(result),
        remark=words.confirm_reading(_reads_own(bank, result)) if result.points_to else "",
    )


def _reads_own(bank: ItemBank, result: ReadingResult) -> bool:
    """Whether somebody reads their own language, in part or well."""
    cuts = bank.scale(dict(bank.scale(result.scale).parts)["own"]).cut_scores
    return result.own is not None and cuts is not None and result.own != cuts.lowest


def reading_statement(result: ReadingResult) -> str:
    """The words for both scripts of *result*, side by side."""
    own = words.level(result.own) if result.own else words.too_few_tasks()
    return words.side_by_side(own, latin_statement(result))


def latin_statement(result: ReadingResult) -> str:
    """The words for where Latin script points; the own language stands right above it on the page."""
    return words.points_to(result.points_to) if result.points_to else words.too_few_tasks()


def router(bank: ItemBank, result: RouterResult) -> RouterPart:
    """Words known beside words made up. Never a level: it only says where the Dutch part began to look."""
    return RouterPart(
        scale=result.scale,
        title=bank.scale(result.scale).title,
        evidence=words.evidence(result.evidence),
        statement=router_statement(result),
        remark=_careful(result),
    )


def router_statement(result: RouterResult) -> str:
    """How many words were known, and how often a made-up word was taken for one."""
    if not result.words + result.made_up:
        return words.missing("not_presented")
    amount = {"hits": result.hits, "words": result.words, "alarms": result.false_alarms, "made_up": result.made_up}
    return _("%(hits)d of %(words)d words known; yes to %(alarms)d of %(made_up)d made-up words") % amount


def _careful(result: RouterResult) -> str:
    if not result.made_up or result.false_alarms < MANY_FALSE_ALARMS * result.made_up:
        return ""
    return _("Often said yes to words that do not exist: then the number of words known says less.")


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
        amount=_("%(answered)d of %(presented)d questions answered") % amount if result.presented else "",
        stopped=words.stopped(result.stopped) if result.presented else "",
        cut_scores=origin(scale.cut_scores),
        remarks=tuple(flags.stands_out(flag.name, flag.number) for flag in result.flags),
    )


def statement(result: AbilityResult) -> str:
    """The level of *result* with its chance; or the two levels it lies between; or that there is too little."""
    chances = {band.level: band.probability for band in result.bands}
    if result.between:
        return words.between([(name, chances.get(name, 0.0)) for name in result.between])
    if result.level is None:
        return words.too_little()
    return words.level_statement(result.level, chances.get(result.level, 0.0))


def origin(cuts: CutScores | LevelSteps | None) -> str:
    """Who says where levels begin, since when, and whether that is provisional."""
    if cuts is None:
        return ""
    text = _("Where levels begin: %(source)s (%(author)s, %(date)s)")
    if cuts.provisional:
        text = _("Where levels begin is provisional: %(source)s (%(author)s, %(date)s)")
    return text % {"source": cuts.source, "author": cuts.author, "date": cuts.date}


def task(bank: ItemBank, result: TaskResult) -> TaskPart:
    """The simulated task of *result*. Time is told only where it passed a limit: it says more about reading."""
    return TaskPart(
        scale=result.scale,
        outcome=result.outcome,
        title=bank.scale(result.scale).title,
        evidence=words.evidence(result.evidence),
        statement=words.outcome(result.outcome),
        noticed=tuple(noticed(bank, result.item, flag) for flag in result.flags),
    )


def noticed(bank: ItemBank, item: str, flag: str) -> str:
    """What *flag* says about the task *item*; a limit of time with its seconds."""
    match bank.items[item].interaction if item in bank.items else None:
        case Simulation(time_s=int(seconds)) if flag == "out_of_time":
            return words.overran(flag, seconds)
        case Simulation(idle_s=int(seconds)) if flag == "idle":
            return words.overran(flag, seconds)
    return words.noticed(flag)


def interests(bank: ItemBank, result: InterestsResult, today: date) -> InterestsPart:
    """The likes of one person set against each other, never against those of others; read on the day *today*."""
    return InterestsPart(
        title=bank.scale(result.scale).title,
        evidence=words.evidence(result.evidence),
        order=() if result.flat else tuple(_group(group) for group in result.ranks),
        preference=words.no_preference() if result.flat else "",
        code=result.code or "",
        suggestions=sectors.suggestions(bank, result, today),
        types=tuple(_score(f"{words.riasec(score.name)} ({score.name})", score) for score in result.types),
        sectors=tuple(_score(bank.sectors.get(score.name, score.name), score) for score in result.sectors),
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
