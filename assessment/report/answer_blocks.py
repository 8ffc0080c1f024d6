"""What somebody said, on paper: in lines, in short, or only the first; the questions in full on a second sheet."""

from collections.abc import Iterator
from dataclasses import replace

from reportlab.platypus import Flowable

from assessment.report import blocks, fonts
from assessment.report.catalogue import gettext as _
from assessment.report.page_model import AnswerGroup, AnswerLine, AnswersPart
from assessment.report.styles import Styles

FIRST = 6  # answers of a part that stay on the first sheet when they do not all fit


def lines(part: AnswersPart, styles: Styles) -> list[Flowable]:
    """Each answer on a line of its own, behind the short name of its question."""
    story = _heading(part, styles)
    story += [blocks.pairs([pair], styles) for pair in _pairs(part)]
    return story + _lists(part, styles)


def brief(part: AnswersPart, styles: Styles) -> list[Flowable]:
    """The answers one after the other, for a full page."""
    told = list(_pairs(part))
    story = _heading(part, styles)
    if told:
        story.append(blocks.pairs(told, styles))
    return story + _lists(part, styles)


def trimmed(part: AnswersPart, styles: Styles) -> list[Flowable]:
    """The first answers and the first of each list; the others are on the second sheet."""
    first = replace(
        part,
        lines=tuple(line for line in part.lines if not line.missing)[:FIRST],
        groups=tuple(replace(group, rows=group.rows[:1]) for group in part.groups),
    )
    return brief(part, styles) if first == part else [*brief(first, styles), _elsewhere(styles)]


def headline(part: AnswersPart, styles: Styles) -> list[Flowable]:
    """The most telling answers, and where the others are."""
    return [*_heading(part, styles), blocks.words(part.headline, styles.strong), _elsewhere(styles)]


def _elsewhere(styles: Styles) -> Flowable:
    return blocks.words(_("See page 2."), styles.label)


def in_full(part: AnswersPart, styles: Styles) -> list[Flowable]:
    """Every question as asked, and what was said."""
    story = _heading(part, styles)
    for line in part.lines:
        style = styles.text if line.missing else styles.strong
        story += [blocks.words(line.question, styles.label), blocks.words(said(line), style), blocks.gap(styles, 0.25)]
    for group in part.groups:
        story += [*_list(group, styles), blocks.gap(styles, 0.25)]
    return story + _unreached(part, styles)


def said(line: AnswerLine) -> str:
    """What *line* says: Dutch words, own words that can be set, or the reason for nothing."""
    own = ""
    if line.own:
        own = f"“{line.own.text}”" if fonts.can_set(line.own.text) else blocks.settable(line.own.text)
    return "; ".join(filter(None, (own, line.said, line.missing)))


def _heading(part: AnswersPart, styles: Styles) -> list[Flowable]:
    return blocks.heading(part.title, part.evidence, styles)


def _pairs(part: AnswersPart) -> Iterator[tuple[str, str]]:
    """The short name of each question that was answered, with the answer."""
    return ((_name(line), said(line)) for line in part.lines if not line.missing)


def _missing(part: AnswersPart, styles: Styles) -> Iterator[Flowable]:
    for reason in dict.fromkeys(line.missing for line in part.lines if line.missing):
        names = "; ".join(_name(line) for line in part.lines if line.missing == reason)
        yield blocks.words(f"{_capital(reason)}: {names}", styles.label)


def _name(line: AnswerLine) -> str:
    return line.label or line.question


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lists(part: AnswersPart, styles: Styles) -> list[Flowable]:
    lists = [flowable for group in part.groups for flowable in _list(group, styles)]
    return [*_missing(part, styles), *lists, *_unreached(part, styles)]


def _list(group: AnswerGroup, styles: Styles) -> list[Flowable]:
    stem: list[Flowable] = [blocks.words(group.stem, styles.label)] if group.stem else []
    return stem + [_row(_capital(row.answer), "; ".join(row.things), bool(row.choice), styles) for row in group.rows]


def _row(answer: str, things: str, given: bool, styles: Styles) -> Flowable:
    """The things that got one answer, loud where it is one."""
    return blocks.pairs([(answer, things)], styles) if given else blocks.words(f"{answer}: {things}", styles.label)


def _unreached(part: AnswersPart, styles: Styles) -> list[Flowable]:
    return [blocks.words(part.unreached, styles.text)] if part.unreached else []
