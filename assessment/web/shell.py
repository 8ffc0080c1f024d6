"""What both apps wear: languages, cookie, security headers, guards and error pages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from flask import Blueprint, Flask
from flask_babel import Babel
from flask_wtf import CSRFProtect

from assessment.locales import LOCALES, Locale
from assessment.web import guards, headers, refusals
from assessment.web.compiled import TEMPLATES
from assessment.web.visits import KeptHere, Remembered, Visits

WEB = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Dress:
    """How an app is dressed: its catalogue *domain* in the folder *translations*, its languages, cookie and limits.

    *hosts* are the exact host:port values it answers to; *go_on* is the page that every error page leads to.
    *visits* keeps what each browser is doing.
    *draft* has every page say that nobody has checked the translations yet.
    """

    domain: str
    translations: Path
    select_locale: Callable[[], str]
    offered: tuple[str, ...]
    cookie_name: str
    secret: bytes
    hosts: frozenset[str]
    max_body: int
    visits: Visits = field(default_factory=Remembered)
    go_on: str = "/"
    draft: bool = False


def dress(app: Flask, wear: Dress) -> None:
    """Dress *app* in what *wear* says; called once, before its own views are registered."""
    _configure(app, wear)
    app.session_interface = KeptHere(wear.visits)
    app.register_blueprint(_shared_pages())
    guards.stand_before(app, wear.hosts)
    CSRFProtect(app)
    headers.send_always(app)
    _speak(app, wear)
    refusals.answer(app, wear.go_on)


def _configure(app: Flask, wear: Dress) -> None:
    app.config.update(
        SECRET_KEY=wear.secret,
        SESSION_COOKIE_NAME=wear.cookie_name,
        MAX_CONTENT_LENGTH=wear.max_body,
        MAX_FORM_MEMORY_SIZE=wear.max_body,
        MAX_FORM_PARTS=100,
        WTF_CSRF_TIME_LIMIT=None,  # WCAG 2.2.1: a page may stay open as long as the cookie lives
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.bytecode_cache = TEMPLATES


def _shared_pages() -> Blueprint:
    return Blueprint(
        "web",
        __name__,
        template_folder=str(WEB / "templates"),
        static_folder=str(WEB / "static"),
        static_url_path="/static",
    )


def _speak(app: Flask, wear: Dress) -> None:
    Babel(
        app,
        default_domain=wear.domain,
        default_translation_directories=str(wear.translations.absolute()),
        locale_selector=lambda: LOCALES[wear.select_locale()].babel,
    )
    app.context_processor(lambda: _words(wear, LOCALES[wear.select_locale()]))


def _words(wear: Dress, locale: Locale) -> dict[str, object]:
    return {
        "locale": locale,
        "offered": tuple(LOCALES[tag] for tag in wear.offered),
        "draft": wear.draft,
    }
