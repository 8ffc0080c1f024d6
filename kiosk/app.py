"""The candidate's app: the kiosk in its Flask skin."""

import hmac
from collections.abc import Callable

from flask import Flask, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.exceptions import Conflict, UnprocessableEntity

from assessment.locales import folder
from assessment.session.delivery import NotOnScreen, NotYetFinished, StaleResponse
from assessment.web import refusals
from assessment.web.shell import Dress, dress
from kiosk.clock import ClockInDoubt
from kiosk.config import KioskConfig
from kiosk.cookie import NoSession
from kiosk.forms import CodeForm
from kiosk.keyring import SessionClosed
from kiosk.operator import operator
from kiosk.operator.counter import Counter
from kiosk.place import Place, locale, voice
from kiosk.service import BankChanged, Kiosk, UnknownLocale
from kiosk.trusting import NotTrusted
from kiosk.views import trouble, views

LARGEST_BODY = 64 * 1024
GO_ON = "/item"


def create_app(config: KioskConfig, kiosk: Kiosk) -> Flask:
    """The app that serves *kiosk* as *config* says."""
    app = Flask("kiosk", static_folder=None)
    app.extensions["kiosk"] = Place(kiosk, config)
    dress(app, _dress(config, kiosk))
    app.register_blueprint(views)
    app.extensions["operator"] = Counter(kiosk, config)
    app.register_blueprint(operator)
    app.context_processor(lambda: {"idle_seconds": config.idle_minutes * 60, "voice": voice()})
    for error, answer in (_ANSWERS | trouble.ANSWERS).items():
        app.register_error_handler(error, answer)
    return app


def _dress(config: KioskConfig, kiosk: Kiosk) -> Dress:
    secret = (config.home / "secret").read_bytes()
    return Dress(
        domain="kiosk",
        translations=folder(),
        select_locale=locale,
        offered=kiosk.offered,
        cookie_name="__Host-assessment",
        secret=hmac.digest(secret, b"assessment/cookie/1", "sha256"),
        hosts=frozenset({config.address}),
        max_body=LARGEST_BODY,
        go_on=GO_ON,
        visits=kiosk.visits,
        draft=config.draft,
    )


def _ask_for_resume_code(_: Exception) -> ResponseReturnValue:
    return make_response(render_template("resume.html", form=CodeForm(), closed=True), 403)


def _show_current(_: Exception) -> ResponseReturnValue:
    return redirect(url_for("kiosk.item"), 303)


def _conflict(_: Exception) -> ResponseReturnValue:
    return refusals.of_http(Conflict(), GO_ON)


def _not_offered(_: Exception) -> ResponseReturnValue:
    return refusals.of_http(UnprocessableEntity(), GO_ON)


def _other_bank(_: Exception) -> ResponseReturnValue:
    heading = gettext("You cannot go on here")
    advice = gettext("The questions have changed since you started. Ask a member of staff.")
    return refusals.page(refusals.Refusal(409, heading, (advice,), "/", gettext("To the first page")))


def _not_ready(_: Exception) -> ResponseReturnValue:
    heading = gettext("You cannot go on here")
    advice = gettext("A new person cannot begin on this computer now. Ask a member of staff.")
    return refusals.page(refusals.Refusal(503, heading, (advice,), "/", gettext("To the first page")))


_ANSWERS: dict[type[Exception], Callable[[Exception], ResponseReturnValue]] = {
    NoSession: _ask_for_resume_code,
    SessionClosed: _ask_for_resume_code,
    StaleResponse: _show_current,
    NotOnScreen: _conflict,
    NotYetFinished: _conflict,
    UnknownLocale: _not_offered,
    BankChanged: _other_bank,
    NotTrusted: _not_ready,
    ClockInDoubt: _not_ready,
}
