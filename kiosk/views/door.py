"""Coming in and going out for a while: language, start code, resume code, pause."""

from contextlib import suppress

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext

from assessment.locales import LOCALES
from assessment.session import codes
from assessment.session.codes import WrongCode
from assessment.session.session import Session
from assessment.storage.sessions import NotStored
from kiosk import cookie
from kiosk.forms import CodeForm, refused, sent_code
from kiosk.keyring import SessionClosed
from kiosk.place import kiosk, voice
from kiosk.recognition import AlreadyShared
from kiosk.views import views
from kiosk.views.sitting import keep_draft, same_place

_PAGES = frozenset({"start", "resume", "paused", "code", "item", "stop", "review", "delete", "shared"})


@views.get("/")
def home() -> ResponseReturnValue:
    """The languages, each by its own name; whoever is in a session goes on there."""
    if _in_session():
        return redirect(url_for("kiosk.item"), 303)
    cookie.forget()
    return render_template("home.html", **_tongues())


def _in_session() -> bool:
    try:
        kiosk().session(cookie.session_id())
    except (cookie.NoSession, SessionClosed):
        return False
    return True


def _tongues() -> dict[str, object]:
    """What each language says of itself, in its own voice."""
    voices = {tag: voice(tag) for tag in kiosk().offered}
    return {
        "greetings": [(tag, speaker.say(_in_own_words(tag))) for tag, speaker in voices.items()],
        "autonyms": {tag: speaker.say(LOCALES[tag].autonym) for tag, speaker in voices.items()},
    }


def _in_own_words(tag: str) -> str:
    with force_locale(LOCALES[tag].babel):
        return str(gettext("Choose your language"))


@views.post("/language")
def language() -> ResponseReturnValue:
    """Speak the chosen language; inside a session that is an event, and what stood on the page is kept."""
    chosen, page = request.form.get("locale", ""), request.form.get("from", "start")
    if chosen not in kiosk().offered or page not in _PAGES:
        abort(422)
    if _in_session():
        keep_draft(chosen)
    cookie.speak(chosen)
    return redirect(same_place() if page == "item" else url_for(f"kiosk.{page}"), 303)


@views.get("/start")
def start() -> ResponseReturnValue:
    """Ask for the start code."""
    if cookie.locale() is None:
        return redirect(url_for("kiosk.home"), 303)
    return render_template("start.html", form=CodeForm())


@views.post("/start")
def begin() -> ResponseReturnValue:
    """Begin a session with the start code that was typed."""
    form, chosen = sent_code(), cookie.locale()
    if chosen is None:
        return redirect(url_for("kiosk.home"), 303)
    try:
        opened = kiosk().start(form.code.data or "", chosen)
    except WrongCode as error:
        return _code_page("start.html", form, error)
    cookie.enter(opened.session_id, chosen)
    return redirect(url_for("kiosk.code"), 303)


def _code_page(template: str, form: CodeForm, error: WrongCode) -> ResponseReturnValue:
    response = make_response(render_template(template, form=refused(form, error)), 422)
    if error.wait_seconds:
        response.status_code = 429
    if error.wait_seconds > 0:
        response.headers["Retry-After"] = str(error.wait_seconds)
    return response


@views.get("/code")
def code() -> ResponseReturnValue:
    """Show the resume code, to be written down before the first item."""
    return render_template("code.html", code=codes.show(kiosk().resume_code(cookie.session_id())))


@views.post("/pause")
def pause() -> ResponseReturnValue:
    """Pause; the code is only shown when a person asked for it, not when nobody was there."""
    session = kiosk().session(cookie.session_id())
    if request.form.get("away"):
        return _leave(session)
    keep_draft(session.locale)
    cookie.pause(kiosk().pause(session.session_id))
    return redirect(url_for("kiosk.paused"), 303)


def _leave(session: Session) -> ResponseReturnValue:
    """Nobody is there: the key goes, though a full disk may keep what stands on the page from being saved."""
    with suppress(NotStored):
        keep_draft(session.locale)
    kiosk().leave(session.session_id)
    cookie.pause(None)
    return redirect(url_for("kiosk.paused"), 303)


@views.get("/paused")
def paused() -> ResponseReturnValue:
    """Say that the session waits, and how to come back to it."""
    found = cookie.paused_code()
    if found:
        kiosk().keyring.saw_a_code()
    return render_template("paused.html", code=codes.show(found) if found else None)


@views.post("/leave")
def leave() -> ResponseReturnValue:
    """Forget who was here, for the next person."""
    if not _in_session():
        cookie.forget()
    return redirect(url_for("kiosk.home"), 303)


@views.get("/resume")
def resume() -> ResponseReturnValue:
    """Ask for the resume code."""
    return render_template("resume.html", form=CodeForm())


@views.post("/resume")
def reopen() -> ResponseReturnValue:
    """Reopen the session of the resume code that was typed."""
    form = sent_code()
    try:
        opened = kiosk().resume(form.code.data or "")
    except WrongCode as error:
        if error.wait_seconds:
            kiosk().keyring.saw_a_code()  # it was not looked at, so it may have been the right one
        return _code_page("resume.html", form, error)
    except AlreadyShared as shared:
        kiosk().keyring.saw_a_code()
        cookie.came_back(shared.sequence)
        return redirect(url_for("kiosk.shared"), 303)
    cookie.enter(opened.session_id, kiosk().session(opened.session_id).locale)
    return redirect(url_for("kiosk.item"), 303)
