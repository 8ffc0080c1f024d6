"""Taking everything back: while somebody sits, and after sharing for as long as the bundle is only here."""

from flask import abort, make_response, render_template, url_for
from flask.typing import ResponseReturnValue

from assessment.storage.leaving import TooLate
from kiosk import cookie, withdrawal
from kiosk.place import kiosk, locale
from kiosk.views import views
from kiosk.views.closing import forgotten


@views.get("/delete")
def delete() -> ResponseReturnValue:
    """Ask whether everything shall go."""
    kiosk().session(cookie.session_id())
    return render_template("delete.html")


@views.post("/delete")
def delete_everything() -> ResponseReturnValue:
    """Erase the session; after this the browser knows nothing any more."""
    spoken = kiosk().session(cookie.session_id()).locale
    withdrawal.delete(kiosk(), cookie.session_id())
    return forgotten(url_for("kiosk.deleted", locale=spoken))


@views.get("/shared")
def shared() -> ResponseReturnValue:
    """Tell somebody who shared and came back what can be done about it."""
    return render_template("shared.html", here=withdrawal.can_take_back(kiosk(), cookie.shared()))


@views.post("/take-back")
def take_back() -> ResponseReturnValue:
    """Delete what was shared, if it is only here; else say whom to ask."""
    try:
        withdrawal.take_back(kiosk(), cookie.shared())
    except TooLate:
        return make_response(render_template("shared.html", here=False), 409)
    return forgotten(url_for("kiosk.deleted", locale=locale()))


@views.get("/deleted/<locale>")
def deleted(locale: str) -> ResponseReturnValue:
    """Say that everything is deleted, in *locale*: there is no cookie left to know it from."""
    if locale not in kiosk().offered:
        abort(404)
    return render_template("deleted.html")
