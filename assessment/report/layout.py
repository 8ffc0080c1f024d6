"""The order on the page: what must be settled, what is seen first, two columns, at the end room for the case worker."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, product

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Table

from assessment.report import answer_blocks, blocks, interest_blocks, tables, words
from assessment.report.catalogue import gettext as _
from assessment.report.page_model import AnswersPart, InterestsPart, ProfilePage
from assessment.report.styles import Styles, styles
from assessment.scoring.profile_model import Evidence

MARGIN = 14 * mm
FOOT = 15 * mm
WIDTH = A4[0] - 2 * MARGIN
HEIGHT = A4[1] - MARGIN - FOOT
GUTTER = 7 * mm
COLUMN = (WIDTH - GUTTER) / 2
ROOM = 37 * mm
SIZES = (9.0, 8.6, 8.2, 7.8, 7.4, 7.0)
READABLE = 7.8  # down to here each answer has a line of its own; a fuller page tells them one after the other

_Answers = Callable[[AnswersPart, Styles], list[Flowable]]
_Interests = Callable[[InterestsPart, Styles], list[Flowable]]
_Tell = tuple[_Answers, _Interests]
_LINES: _Tell = (answer_blocks.lines, interest_blocks.interests)
_BRIEF: _Tell = (answer_blocks.brief, interest_blocks.interests)
_BRIEFER: _Tell = (answer_blocks.brief, interest_blocks.brief)
_TRIMMED: _Tell = (answer_blocks.trimmed, interest_blocks.brief)
_HEADLINE: _Tell = (answer_blocks.headline, interest_blocks.brief)


def story(page: ProfilePage) -> list[Flowable]:
    """The flowables of *page*: on one sheet in the largest type that fits, else with all answers on a second."""
    ways = [(_LINES, unit) for unit in SIZES if unit >= READABLE]
    for tell, unit in (*ways, *product([_BRIEF, _BRIEFER], SIZES)):
        if (sheet := _sheet(page, unit, tell)) is not None:
            return sheet
    shorter = product([_TRIMMED, _HEADLINE], SIZES)
    first = next(filter(None, (_sheet(page, unit, tell) for tell, unit in shorter)), None)
    look = styles(SIZES[0], COLUMN)
    return [
        *(first or _first(page, styles(SIZES[-1], COLUMN), _HEADLINE)),
        PageBreak(),
        *_second(page, look),
    ]


def _sheet(page: ProfilePage, unit: float, tell: _Tell) -> list[Flowable] | None:
    """The first sheet in a type of *unit* points; None where that leaves no room to write."""
    look = styles(unit, COLUMN)
    rest = HEIGHT - _height(_first(page, look, tell), WIDTH)
    return [*_first(page, look, tell), _room(look, rest)] if rest >= ROOM else None


def _second(page: ProfilePage, look: Styles) -> Iterator[Flowable]:
    for part in page.answers:
        yield from [*answer_blocks.in_full(part, look), blocks.gap(look)]


def _first(page: ProfilePage, look: Styles, tell: _Tell) -> list[Flowable]:
    return [
        _header(page, look),
        blocks.gap(look, 0.5),
        *_warnings(page, look),
        _glance(page, look),
        blocks.gap(look, 0.7),
        _columns(list(_blocks(page, look, tell)), blocks.reliability(page.reliability, look), look),
        blocks.gap(look, 0.6),
    ]


def _header(page: ProfilePage, look: Styles) -> Table:
    code = dict(page.facts[:1])
    title: list[Flowable] = [
        blocks.words(f"{page.title} · {' '.join(code.values())}", look.title),
        blocks.gap(look, 0.3),
        blocks.words(page.caveat, look.strong),
        blocks.words(_("Signature: %(signature)s") % {"signature": page.signature}, look.small),
    ]
    cells = [[blocks.words(label, look.label), blocks.words(value, look.text)] for label, value in page.facts[1:]]
    facts = tables.rows(cells, [look.unit * 8.5, WIDTH / 3 - look.unit * 8.5], 0.3)
    return tables.columns([title, [facts]], [WIDTH * 2 / 3, WIDTH / 3])


def _warnings(page: ProfilePage, look: Styles) -> list[Flowable]:
    if not page.warnings + page.remarks:
        return []
    lines: list[Flowable] = [blocks.words(warning, look.strong) for warning in page.warnings]
    lines += [blocks.words(remark, look.text) for remark in page.remarks]
    return [tables.box(lines, WIDTH, look.unit * 0.5), blocks.gap(look, 0.5)]


def _glance(page: ProfilePage, look: Styles) -> Table:
    """What was measured, what the person said, and what nobody knows: the first thing to be seen."""
    cells = [
        [*blocks.heading(title, "", look), *blocks.bullets(lines or (_("nothing"),), look)]
        for title, lines in (
            (_("Measured"), page.measured),
            (_("Self-reported"), page.reported),
            (_("Not measured"), page.unmeasured),
        )
    ]
    return tables.panel(cells, _widths(page), look.unit * 0.7)


def _widths(page: ProfilePage) -> list[float]:
    """Widths of the three lists by how much there is in each, none narrower than a fifth of the page."""
    amounts = [sum(map(len, lines)) for lines in (page.measured, page.reported, page.unmeasured)]
    each, spare = (WIDTH / 5, WIDTH * 2 / 5) if any(amounts) else (WIDTH / 3, 0.0)
    return [each + spare * amount / max(1, sum(amounts)) for amount in amounts]


def _blocks(page: ProfilePage, look: Styles, tell: _Tell) -> Iterator[list[Flowable]]:
    """What stands in the columns, the most important first; what the top of the page says in full is not repeated."""
    blank = words.evidence(Evidence.NOT_MEASURED)
    if page.strengths:
        yield [*blocks.heading(_("To build on"), "", look), *blocks.bullets(page.strengths, look)]
    yield blocks.questions(page.questions, look)
    yield from (blocks.ability(part, look) for part in page.abilities if part.evidence != blank)
    yield blocks.remarks(page.routers, look)
    yield from (blocks.computer(part, look) for part in page.computers if part.evidence != blank)
    yield blocks.noticed(page.tasks, look)
    answers, interests = tell
    yield from (interests(part, look) for part in page.interests if part.evidence != blank)
    yield from (answers(part, look) for part in page.answers if part.evidence != blank)


def _columns(told: Sequence[list[Flowable]], last: list[Flowable], look: Styles) -> Table:
    """The blocks of *told* in two columns, in order, with *last* below the one or the other: as short as can be."""
    spaced = [[*block, blocks.gap(look, 0.5)] for block in told if block]
    heights = [_height(block, COLUMN) for block in spaced]
    ends = [_height(last, COLUMN), 0.0]

    def length(way: tuple[int, bool]) -> float:
        at, below_left = way
        left, right = reversed(ends) if not below_left else ends
        return max(sum(heights[:at]) + left, sum(heights[at:]) + right)

    at, below_left = min(product(range(1, len(spaced) + 1), (False, True)), key=length)
    left, right = (list(chain.from_iterable(half)) for half in (spaced[:at], spaced[at:]))
    (left if below_left else right).extend(last)
    return tables.columns([left, right], [WIDTH / 2] * 2, GUTTER)


def _room(look: Styles, height: float) -> Table:
    """Room to write: own judgement, deviation with its reason, and what was agreed."""
    labels = (
        (_("My own judgement"), _("Agreed for the short term (up to 6 months)")),
        (_("Where I deviate, and why"), _("Agreed for the long term (1 to 3 years)")),
    )
    cells = [[blocks.words(text, look.label) for text in row] for row in labels]
    top = look.unit * 1.9
    usable = (height - top - 1) / 2
    return tables.forms(
        blocks.words(_("For the case worker"), look.heading), cells, [WIDTH / 2] * 2, [top, usable, usable]
    )


def _height(flowables: Sequence[Flowable], width: float) -> float:
    return sum(float(flowable.wrap(width, 10 * HEIGHT)[1]) for flowable in flowables)
