"""The operator's pages for paper: choose a number, hand it out, and show or print its codes."""

from dataclasses import dataclass

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.locales import LOCALES, Locale
from assessment.report import transport
from kiosk import paper
from kiosk.operator import operator
from kiosk.operator.views import counter
from kiosk.operator.words import gettext as _
from kiosk.paper import NoPaper


@dataclass(frozen=True, slots=True)
class Code:
    """One code to be drawn: which it is, how many modules it is *wide*, and its *path*."""

    number: int
    wide: int
    path: str


@operator.get("/paper")
def sheets() -> ResponseReturnValue:
    """Which bundles can be printed."""
    return _sheets()


def _sheets(complaint: str = "") -> ResponseReturnValue:
    kiosk = counter().kiosk
    offered = [LOCALES[tag] for tag in kiosk.offered]
    page = render_template(
        "operator/sheets.html", printable=paper.printable(kiosk), offered=offered, complaint=complaint
    )
    return page, 404 if complaint else 200


@operator.post("/paper")
def hand_out() -> ResponseReturnValue:
    """Give one result out on paper."""
    number = request.form.get("number", default=0, type=int)
    try:
        paper.hand_out(counter().kiosk, number)
    except NoPaper:
        return _nothing()
    return redirect(url_for("operator.sheet", number=number, locale=_locale(request.form.get("locale")).tag), 303)


@operator.get("/paper/<int:number>")
def sheet(number: int) -> ResponseReturnValue:
    """The codes of one result, to be shown or printed, with words in the language of the person whose it is."""
    try:
        texts = paper.codes(counter().kiosk, number)
    except NoPaper:
        return _nothing()
    spoken = _locale(request.args.get("locale"))
    drawn = [Code(place, *transport.outline(text)) for place, text in enumerate(texts, start=1)]
    return render_template(
        "operator/sheet.html", number=number, codes=drawn, spoken=spoken, said=paper.words(spoken.tag),
        kiosk_name=counter().kiosk.identity.name,
    )  # fmt: skip


@operator.get("/paper/<int:number>/sheet.pdf")
def sheet_pdf(number: int) -> ResponseReturnValue:
    """The same as a file."""
    try:
        response = make_response(paper.page(counter().kiosk, number, _locale(request.args.get("locale")).tag))
    except NoPaper:
        return _nothing()
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="resultaat-{number}.pdf"'
    return response


def _nothing() -> ResponseReturnValue:
    return _sheets(_("There is nothing to print under that number, or nobody chose it here yet."))


def _locale(tag: str | None) -> Locale:
    """The language called *tag* where it is offered here, else Dutch."""
    return LOCALES[tag] if tag in counter().kiosk.offered else LOCALES["nl"]
