"""The blocks of the page: each part in words becomes a few paragraphs, tables and bars. All data is escaped here."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from assessment.report import fonts, tables
from assessment.report.catalogue import gettext as _
from assessment.report.page_model import (
    AbilityPart,
    ComputerPart,
    Question,
    RouterPart,
    ScoreLine,
    TaskPart,
)
from assessment.report.styles import INK, LINE, Styles


class Bar(Flowable):
    """*tenths* of a bar; it repeats what the words beside it say."""

    def __init__(self, tenths: int, width: float, height: float) -> None:
        super().__init__()
        self.tenths, self.width, self.height = tenths, width, height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """The space that the bar takes."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the frame and what is filled of it."""
        self.canv.setLineWidth(0.4)
        self.canv.setStrokeColor(LINE)
        self.canv.setFillColor(INK)
        self.canv.rect(0, 0, self.width * self.tenths / 10, self.height, stroke=0, fill=1)
        self.canv.rect(0, 0, self.width, self.height, stroke=1, fill=0)


def words(text: str, style: ParagraphStyle) -> Paragraph:
    """*text* as a paragraph; what the fonts cannot set says so."""
    return Paragraph(escape(settable(text)), style)


def settable(text: str) -> str:
    """*text*, or where it can be read when it is in a script that this page cannot show."""
    return text if fonts.can_set(text) else _("on the screen (other script)")


def heading(text: str, evidence: str, styles: Styles) -> list[Flowable]:
    """A heading with the kind of *evidence* beside it."""
    told = escape(settable(text))
    if evidence:
        told += f" <font name='{fonts.REGULAR}' size='{styles.unit * 0.9:.1f}'>· {escape(evidence)}</font>"
    return [Paragraph(told, styles.heading), Spacer(0, styles.unit * 0.15)]


def gap(styles: Styles, lines: float = 0.9) -> Spacer:
    """Some air."""
    return Spacer(0, styles.unit * lines)


def bullets(lines: Iterable[str], styles: Styles) -> list[Flowable]:
    """Each of *lines* with a dash before it."""
    return [_bullet(line, styles) for line in lines]


def _bullet(line: str, styles: Styles) -> Paragraph:
    return Paragraph(escape(settable(line)), styles.bullet, bulletText="–")


def ability(part: AbilityPart, styles: Styles) -> list[Flowable]:
    """A tested scale: level with chance, the bands that have one, and what it rests on."""
    story: list[Flowable] = [
        *heading(part.title, part.evidence, styles),
        words(part.statement, styles.strong),
    ]
    bands = [ScoreLine(band.level, band.words, band.tenths) for band in part.bands if band.tenths]
    if bands:
        story += [gap(styles, 0.2), _scores(bands, styles)]
    story.append(words(f"{part.amount}; {part.stopped}", styles.small))
    return story


def _scores(lines: Sequence[ScoreLine], styles: Styles) -> Table:
    unit = styles.unit
    rows = [
        [words(line.name, styles.text), Bar(line.tenths, unit * 8, unit * 0.6), words(line.words, styles.label)]
        for line in lines
    ]
    return tables.rows(rows, [unit * 5, unit * 9, styles.column - unit * 14], 0.05 * unit)


def noticed(parts: Sequence[TaskPart], styles: Styles) -> list[Flowable]:
    """What was noticed in simulated tasks; how each went stands at the top of the page."""
    story: list[Flowable] = []
    for part in parts:
        if part.noticed:
            story += [*heading(part.title, part.evidence, styles), *bullets(part.noticed, styles)]
    return story


def computer(part: ComputerPart, styles: Styles) -> list[Flowable]:
    """Several tasks: the level, what was seen by domain, and what was noticed; each task is on the screen."""
    story = [*heading(part.title, part.evidence, styles), words(part.statement, styles.strong)]
    if part.remark:
        story.append(words(part.remark, styles.text))
    story += [gap(styles, 0.2), pairs([(line.name, line.words) for line in part.domains], styles)]
    story += bullets([f"{line.task} – {noticed}" for line in part.tasks for noticed in line.noticed], styles)
    return story + [words(line, styles.small) for line in (part.stopped, part.origin, part.caveat) if line]


def remarks(parts: Sequence[RouterPart], styles: Styles) -> list[Flowable]:
    """When to be careful with words known; how many there were stands at the top of the page."""
    story: list[Flowable] = []
    for part in parts:
        if part.remark:
            story += [*heading(part.title, part.evidence, styles), words(part.remark, styles.text)]
    return story


def pairs(told: Sequence[tuple[str, str]], styles: Styles) -> Paragraph:
    """Labels with what belongs to them, one after the other in one paragraph."""
    soft = f"<font color='{colour(styles.label)}'>%s:</font> <b>%s</b>"
    return Paragraph(
        "\u00a0· ".join(soft % (escape(label), escape(settable(text))) for label, text in told), styles.text
    )


def colour(style: ParagraphStyle) -> str:
    """The colour of *style* as markup names it."""
    return str(style.textColor.hexval()).replace("0x", "#")


def questions(lines: Sequence[Question], styles: Styles) -> list[Flowable]:
    """Questions for the conversation, each with what led to it."""
    story = heading(_("Possible questions for the conversation"), "", styles)
    if not lines:
        story.append(words(_("No rule of the item bank led to a question."), styles.text))
    return story + [_question(line, styles) for line in lines]


def _question(line: Question, styles: Styles) -> Paragraph:
    small, reasons = styles.small, escape(settable("; ".join(line.reasons)))
    because = f" <font size='{small.fontSize:.1f}' color='{colour(small)}'>({reasons})</font>" if reasons else ""
    return Paragraph(escape(settable(line.text)) + because, styles.bullet, bulletText="–")


def reliability(lines: Sequence[str], styles: Styles) -> list[Flowable]:
    """What to keep in mind when reading."""
    told = lines or (_("Every part was finished; nothing was skipped or struck out."),)
    return heading(_("How sure is this?"), "", styles) + bullets(told, styles)
