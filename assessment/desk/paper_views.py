"""The pages for paper: pictures and camera frames come in, codes are collected, and what they say is shown.

What was read so far is kept with the visit: at most nine codes, and for a quarter of an hour.
"""

from collections.abc import Iterable

from flask import Blueprint, flash, g, jsonify, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessment.bundle import frames
from assessment.bundle.frames import NOTHING, FrameError, Reading
from assessment.desk import paper
from assessment.desk.current import running
from assessment.desk.eyes import LARGEST_PICTURE
from assessment.desk.forms import AgainForm, PicturesForm
from assessment.desk.outcomes import AlreadyImported, PaperOutcome, ReadFromPaper, Refused
from assessment.desk.paper_words import PAPER_REFUSED, progress
from assessment.desk.refusals import Words
from assessment.report.pdf import pdf
from assessment.web.headers import allow_camera

paper_views = Blueprint("paper", __name__, template_folder="templates", url_prefix="/paper")
MOST_PICTURES = 12
_KEPT = "paper"
_SECONDS = 15 * 60
_AROUND = 64 * 1024  # bytes of a form around its pictures


def allow_pictures() -> None:
    """Let pictures be larger than anything else that comes here, from somebody who logged in and on one route only."""
    if request.endpoint == "paper.pictures" and "user" in session:
        request.max_content_length = MOST_PICTURES * LARGEST_PICTURE + _AROUND


@paper_views.app_template_global("papers_waiting")
def papers_waiting() -> object:
    """What was read from paper and whose bundle has not come yet."""
    return paper.waiting(running().desk)


@paper_views.get("")
def read() -> ResponseReturnValue:
    """Where codes are read: with the camera or from pictures."""
    return _page(PicturesForm())


def _page(form: PicturesForm, words: Words | None = None) -> ResponseReturnValue:
    allow_camera()
    reading = _reading()
    page = render_template(
        "desk/paper.html", form=form, again=AgainForm(), refusal=words, reading=reading, said=progress(reading)
    )
    return page, words.status if words else 422 if form.errors else 200


@paper_views.post("/pictures")
def pictures() -> ResponseReturnValue:
    """Look at pictures; with the last of the codes, take in what they say."""
    form = PicturesForm()
    if not form.validate():
        return _page(form)
    seen = [text for picture in form.pictures.data for text in running().eyes.see(picture.read(LARGEST_PICTURE + 1))]
    came_to = _collect(seen)
    if isinstance(came_to, Words):
        return _page(form, came_to)
    return redirect(came_to or url_for("paper.read"), 303)


@paper_views.post("/frame")
def frame() -> ResponseReturnValue:
    """Look at one frame of the camera; how far the reading came, and which page to open when it is done."""
    came_to = _collect(running().eyes.see(request.get_data(cache=False)))
    reading = _reading()
    refused = isinstance(came_to, Words)
    return jsonify(
        said=f"{came_to.sentence} {came_to.next}" if isinstance(came_to, Words) else progress(reading),
        read=reading.read,
        count=reading.count,
        refused=refused,
        open=None if refused else came_to,
    )


@paper_views.post("/again")
def again() -> ResponseReturnValue:
    """Forget what was read of this sheet."""
    if AgainForm().validate():
        session.pop(_KEPT, None)
    return redirect(url_for("paper.read"), 303)


def _collect(texts: Iterable[str]) -> Words | str | None:
    """Add *texts* to what was read; the page to open when that is all, words where it cannot be taken in."""
    try:
        reading = paper.collected(_reading(), texts)
    except FrameError as error:
        return PAPER_REFUSED[error.code]
    if not reading.complete:
        _keep(reading)
        return None
    session.pop(_KEPT, None)
    return _told(paper.receive(running().desk, reading, g.user))


def _told(outcome: PaperOutcome) -> Words | str:
    match outcome:
        case ReadFromPaper(bundle_id):
            flash(_("The reduced profile was taken in."))
            return url_for("paper.show", bundle_id=bundle_id)
        case AlreadyImported(bundle_id, code):
            flash(_("This profile was taken in before. Nothing was changed."))
            if paper.has_bundle(running().desk, bundle_id):
                return url_for("desk.case", code=code, bundle_id=bundle_id)
            return url_for("paper.show", bundle_id=bundle_id)
        case Refused(reason):
            return PAPER_REFUSED[reason]


def _reading() -> Reading:
    """What this visit read so far of one sheet; nothing where that is long ago."""
    kept = session.get(_KEPT)
    if kept is None or running().desk.now().timestamp() - kept["at"] > _SECONDS:
        return NOTHING
    return paper.collected(NOTHING, kept["texts"])


def _keep(reading: Reading) -> None:
    if reading.frames:
        texts = [frames.text(one) for one in reading.frames.values()]
        session[_KEPT] = {"at": running().desk.now().timestamp(), "texts": texts}


@paper_views.get("/<bundle_id>")
def show(bundle_id: str) -> ResponseReturnValue:
    """A reduced profile, clearly marked as one."""
    return render_template("desk/reduced.html", sitting=paper.sitting(running().desk, bundle_id))


@paper_views.get("/<bundle_id>/report.pdf")
def report(bundle_id: str) -> ResponseReturnValue:
    """The reduced profile as a page to print."""
    sitting = paper.sitting(running().desk, bundle_id)
    response = make_response(pdf(sitting.page))
    response.mimetype = "application/pdf"
    name = f"profiel-{sitting.paper.code}-beperkt.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
