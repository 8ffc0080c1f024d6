"""The order on the page: first what was measured, reported and not measured, at the end room for the case worker."""

from collections.abc import Callable, Sequence
from itertools import chain

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Table

from assessment.report import blocks, tables
from assessment.report.catalogue import gettext as _
from assessment.report.page_model import ProfilePage
from assessment.report.styles import Styles, styles

MARGIN = 14 * mm
FOOT = 15 * mm
WIDTH = A4[0] - 2 * MARGIN
HEIGHT = A4[1] - MARGIN - FOOT
GUTTER = 7 * mm
ROOM = 46 * mm
SIZES = (9.0, 8.6, 8.2, 7.8, 7.4, 7.0)


def story(page: ProfilePage) -> list[Flowable]:
    """The flowables of *page*: on one sheet in the largest type that fits, else with the answers on a second sheet."""
    for unit in SIZES:
        top = _first(page, styles(unit), blocks_of_answers)
        rest = HEIGHT - _height(top)
        if rest >= ROOM:
            return [*_first(page, styles(unit), blocks_of_answers), _room(styles(unit), rest)]
    look = styles(SIZES[0])
    return [*_shortest(page), PageBreak(), *blocks_of_answers(page, look)]


def _shortest(page: ProfilePage) -> list[Flowable]:
    for unit in SIZES:
        rest = HEIGHT - _height(_first(page, styles(unit), _elsewhere))
        if rest >= ROOM:
            return [*_first(page, styles(unit), _elsewhere), _room(styles(unit), rest)]
    return _first(page, styles(SIZES[-1]), _elsewhere)


def blocks_of_answers(page: ProfilePage, look: Styles) -> list[Flowable]:
    """Everything the person said, as said."""
    return list(chain.from_iterable(blocks.answers(part, look) for part in page.answers))


def _elsewhere(page: ProfilePage, look: Styles) -> list[Flowable]:
    told = chain.from_iterable(blocks.heading(part.title, part.evidence, look) for part in page.answers)
    return [*told, blocks.words(_("See page 2."), look.text)]


def _first(page: ProfilePage, look: Styles, tell: Callable[[ProfilePage, Styles], list[Flowable]]) -> list[Flowable]:
    return [
        _header(page, look),
        blocks.gap(look, 0.5),
        *_warnings(page, look),
        _glance(page, look),
        blocks.gap(look),
        _columns(_left(page, look), tell(page, look) + _right(page, look)),
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
    if not page.warnings:
        return []
    lines: list[Flowable] = [blocks.words(warning, look.strong) for warning in page.warnings]
    return [tables.box(lines, WIDTH, look.unit * 0.5), blocks.gap(look, 0.5)]


def _glance(page: ProfilePage, look: Styles) -> Table:
    """What was measured, what the person said, and what nobody knows: the first thing to be seen."""
    unmeasured = "; ".join(page.unmeasured) or _("nothing")
    cells = [
        [*blocks.heading(_("Measured"), "", look), *blocks.bullets(page.measured or (_("nothing"),), look)],
        [*blocks.heading(_("Self-reported"), "", look), *blocks.bullets(page.reported or (_("nothing"),), look)],
        [*blocks.heading(_("Not measured"), "", look), blocks.words(unmeasured, look.text)],
    ]
    return tables.panel(cells, [WIDTH / 3] * 3, look.unit * 0.7)


def _left(page: ProfilePage, look: Styles) -> list[Flowable]:
    told: list[Flowable] = []
    if page.strengths:
        told += [*blocks.heading(_("To build on"), "", look), *blocks.bullets(page.strengths, look), blocks.gap(look)]
    for ability in page.abilities:
        told += [*blocks.ability(ability, look), blocks.gap(look)]
    for task in page.tasks:
        told += [*blocks.task(task, look), blocks.gap(look)]
    for interests in page.interests:
        told += [*blocks.interests(interests, look), blocks.gap(look)]
    return told + blocks.reliability(page.reliability, look)


def _right(page: ProfilePage, look: Styles) -> list[Flowable]:
    return [blocks.gap(look, 0.6), *blocks.questions(page.questions, look)]


def _columns(left: list[Flowable], right: list[Flowable]) -> Table:
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


def _height(flowables: Sequence[Flowable]) -> float:
    return sum(float(flowable.wrap(WIDTH, 10 * HEIGHT)[1]) for flowable in flowables)
