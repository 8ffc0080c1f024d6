"""The end: stop, look back over what will be shared, strike out, share, say goodbye."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from kiosk import cookie
from kiosk import review as closing_page
from kiosk.place import esco, kiosk, voice
from kiosk.runs import runs
from kiosk.said import Teller
from kiosk.views import views
from kiosk.views.sitting import keep_draft


@views.post("/stopping")
def stopping() -> ResponseReturnValue:
    """Somebody pressed stop: what stands on the page and was not sent is kept, in case they go on."""
    keep_draft(kiosk().session(cookie.session_id()).locale)
    return redirect(url_for("kiosk.stop"), 303)


@views.get("/stop")
def stop() -> ResponseReturnValue:
    """Ask whether the candidate means it."""
    kiosk().session(cookie.session_id())
    return render_template("stop.html")


@views.post("/stop")
def end() -> ResponseReturnValue:
    """Go to the closing page with what there is."""
    kiosk().stop(cookie.session_id())
    return redirect(url_for("kiosk.review"), 303)


@views.get("/review")
def review() -> ResponseReturnValue:
    """What will be shared, to be seen, corrected and struck out."""
    session = kiosk().session(cookie.session_id())
    if not session.in_review:
        return redirect(url_for("kiosk.item"), 303)
    parts = closing_page.parts(Teller(kiosk().bank, esco(), voice()), session)
    return render_template("review.html", parts=parts)


@views.post("/revisit")
def revisit() -> ResponseReturnValue:
    """Put one item on screen again."""
    kiosk().revisit(cookie.session_id(), _items()[0])
    return redirect(url_for("kiosk.item"), 303)


@views.post("/withhold")
def withhold() -> ResponseReturnValue:
    """Strike out one response, or those of a whole section."""
    kiosk().withhold(cookie.session_id(), _items())
    return _here()


@views.post("/release")
def release() -> ResponseReturnValue:
    """Take a strike-out back."""
    kiosk().release(cookie.session_id(), _items())
    return _here()


def _here() -> ResponseReturnValue:
    anchor = request.form.get("section") or request.form["item"]
    return redirect(url_for("kiosk.review", _anchor=anchor), 303)


def _items() -> list[str]:
    """The items that the form names, one by one or by their part; only those on the closing page."""
    session, form = kiosk().session(cookie.session_id()), request.form
    found = (closing_page.named(run, form.get("section"), form.get("item"), session) for run in runs(kiosk().bank))
    return [item for items in found for item in items] or abort(422)


@views.post("/finish")
def finish() -> ResponseReturnValue:
    """Share what was not struck out; after this the browser knows nothing any more."""
    locale = kiosk().session(cookie.session_id()).locale
    kiosk().finish(cookie.session_id())
    return forgotten(url_for("kiosk.goodbye", locale=locale))


def forgotten(page: str) -> Response:
    """The way to *page* for a browser that forgets on it everything it saw here."""
    cookie.forget()
    response = redirect(page, 303)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@views.get("/goodbye/<locale>")
def goodbye(locale: str) -> ResponseReturnValue:
    """Thank you, in *locale*: there is no cookie left to know it from."""
    if locale not in kiosk().offered:
        abort(404)
    return render_template("goodbye.html")
