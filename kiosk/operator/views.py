"""The operator's pages: each view asks the counter one thing, and redirects or renders."""

from typing import cast

from flask import current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import cookie
from kiosk.keyring import SessionClosed
from kiosk.operator import operator, words
from kiosk.operator.counter import Counter, NoPin
from kiosk.operator.courier import Done, Running, Stopped
from kiosk.operator.words import gettext as _
from kiosk.pin import WrongPin

_OPEN = {"operator.show_log_in", "operator.log_in", "operator.language", "operator.static"}


def counter() -> Counter:
    """The counter behind this request."""
    return cast(Counter, current_app.extensions["operator"])


@operator.context_processor
def _words() -> dict[str, object]:
    return {"_": words.gettext, "ngettext": words.ngettext, "tongues": words.LOCALES, "inside": _is_inside()}


@operator.before_request
def only_operators() -> ResponseReturnValue | None:
    """Nothing is shown while this browser is in somebody's session, or to somebody without the PIN."""
    if request.endpoint == "operator.static":
        return None
    if _somebody_sits():
        return make_response(render_template("operator/busy.html"), 409)
    if request.endpoint in _OPEN or _is_inside():
        return None
    return redirect(url_for("operator.show_log_in"), 303)


def _somebody_sits() -> bool:
    try:
        counter().kiosk.session(cookie.session_id())
    except (cookie.NoSession, SessionClosed):
        return False
    return True


def _is_inside() -> bool:
    return cookie.is_operator(counter().kiosk.now(), counter().config.idle_minutes)


@operator.get("/log-in")
def show_log_in() -> ResponseReturnValue:
    """Ask for the PIN."""
    return render_template("operator/log_in.html", has_pin=counter().has_pin, complaint="")


@operator.post("/log-in")
def log_in() -> ResponseReturnValue:
    """Let in whoever knows the PIN; after five wrong ones, wait."""
    try:
        counter().let_in(request.form.get("pin", "")[:64])
    except NoPin:
        return redirect(url_for("operator.show_log_in"), 303)
    except WrongPin as wrong:
        return _not_in(wrong.wait_seconds)
    cookie.be_operator(counter().kiosk.now())
    return redirect(url_for("operator.status"), 303)


def _not_in(wait_seconds: int) -> ResponseReturnValue:
    complaint = _("This is not the PIN. Try again.")
    if wait_seconds:
        minutes = -(-wait_seconds // 60)
        complaint = _("Too many tries. Wait, then try again. Minutes to wait: %(minutes)s", minutes=minutes)
    response = make_response(render_template("operator/log_in.html", has_pin=True, complaint=complaint))
    response.status_code = 429 if wait_seconds else 403
    if wait_seconds:
        response.headers["Retry-After"] = str(wait_seconds)
    return response


@operator.post("/log-out")
def log_out() -> ResponseReturnValue:
    """Leave the kiosk to the candidates."""
    counter().leave()
    cookie.forget()
    response = redirect(url_for("kiosk.home"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@operator.post("/language")
def language() -> ResponseReturnValue:
    """Speak the other of the operator's languages."""
    chosen = request.form.get("locale", "")
    if chosen in words.LOCALES:
        cookie.speak_to_operator(chosen)
    return redirect(url_for("operator.status"), 303)


@operator.get("")
def status() -> ResponseReturnValue:
    """The state of the kiosk."""
    facts = counter().facts()
    return render_template("operator/status.html", facts=facts, hindrance=_hindrance(facts.hindrance))


def _hindrance(code: str) -> str:
    return {
        "": "",
        "trust_expired": _("Nobody can begin: the trust store is too old. Bring a newer one from the municipality."),
        "no_recipient": _("Nobody can begin: no key to seal to is valid. Bring a newer trust store."),
        "key_unknown": _("Nobody can begin: the municipality does not know the key of this kiosk yet."),
        "key_revoked": _("Nobody can begin: the municipality no longer trusts this kiosk."),
        "key_expired": _("Nobody can begin: the key of this kiosk is too old. Ask the manager for a new one."),
    }[code]


@operator.get("/stick")
def stick() -> ResponseReturnValue:
    """Where the export is, and what can be done with the stick."""
    state = counter().courier.state
    return render_template(
        "operator/stick.html",
        facts=counter().facts(),
        there=counter().stick is not None,
        running=state.so_far if isinstance(state, Running) else None,
        done=state.all_of_it if isinstance(state, Done) else None,
        stopped=_stopped(state.reason) if isinstance(state, Stopped) else "",
        heard=counter().heard,
    )


def _stopped(reason: str) -> str:
    return {
        "stick": _("The stick is not there, was pulled out, or is full. Put one in and press again. Nothing is lost."),
        "other_stick": _("This stick does not keep what is written to it. Take another stick."),
        "disk": _("The disk of this laptop is full. Ask the manager of the kiosks."),
        "program": _("The program made a mistake. Ask the manager of the kiosks."),
    }[reason]


@operator.post("/export")
def export() -> ResponseReturnValue:
    """Begin to copy everything to the stick."""
    counter().export()
    return redirect(url_for("operator.stick"), 303)


@operator.post("/read")
def read() -> ResponseReturnValue:
    """Read what the desk sent back."""
    counter().read_stick()
    return redirect(url_for("operator.stick"), 303)
