"""The page as a PDF: A4, Dutch, every font inside, the same bytes for the same profile."""

from io import BytesIO
from threading import Lock

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from assessment.report import fonts, layout
from assessment.report.catalogue import gettext as _
from assessment.report.page_model import ProfilePage
from assessment.report.styles import LINE, SOFT

# ReportLab keeps font objects for the whole process: one report at a time
ONE_AT_A_TIME = Lock()
_FOOT_SIZE = 6.6


def pdf(page: ProfilePage) -> bytes:
    """*page* on paper."""
    with ONE_AT_A_TIME:
        fonts.register()
        target = BytesIO()
        _document(target, page).build(layout.story(page))
        return target.getvalue()


def _document(target: BytesIO, page: ProfilePage) -> BaseDocTemplate:
    frame = Frame(
        layout.MARGIN,
        layout.FOOT,
        layout.WIDTH,
        layout.HEIGHT + 0.1,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    document = BaseDocTemplate(
        target,
        pagesize=A4,
        lang="nl",
        title=f"{page.title} {page.facts[0][1]}",
        author="",
        invariant=1,
        initialFontName=fonts.REGULAR,
    )
    document.addPageTemplates(PageTemplate("page", [frame], onPage=lambda canvas, _document: _footer(canvas, page)))
    return document


def _footer(canvas: Canvas, page: ProfilePage) -> None:
    canvas.saveState()
    canvas.setFont(fonts.REGULAR, _FOOT_SIZE)
    canvas.setFillColor(SOFT)
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.4)
    canvas.line(layout.MARGIN, layout.FOOT - 6, layout.MARGIN + layout.WIDTH, layout.FOOT - 6)
    first = " · ".join([*(value for _label, value in page.facts[:3] if value != "–"), page.versions])
    canvas.drawString(layout.MARGIN, layout.FOOT - 16, first)
    canvas.drawString(layout.MARGIN, layout.FOOT - 25, page.caveat)
    number = _("page %(number)d") % {"number": canvas.getPageNumber()}
    canvas.drawRightString(layout.MARGIN + layout.WIDTH, layout.FOOT - 25, number)
    canvas.restoreState()
