"""Error pages: what happened in plain words, that nothing is lost, and where to go on. Never a stack trace."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, make_response, render_template
from flask.wrappers import Response
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from assessment.web.guards import FromElsewhere, WrongHost


@dataclass(frozen=True, slots=True)
class Refusal:
    """One error page: its *status*, *heading* and *paragraphs*, and the button *label* that leads to *next_url*."""

    status: int
    heading: str
    paragraphs: tuple[str, ...]
    next_url: str
    label: str


def page(refusal: Refusal) -> Response:
    """The response that shows *refusal*."""
    return make_response(render_template("refusal.html", refusal=refusal), refusal.status)


def answer(app: Flask, go_on: str) -> None:
    """Have *app* answer every HTTP error with a page whose button leads to *go_on*."""
    app.register_error_handler(HTTPException, lambda error: of_http(error, go_on))


def of_http(error: HTTPException, go_on: str) -> Response:
    """The page for *error*, whose button leads to *go_on*."""
    response = page(_refusal(error, go_on))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _refusal(error: HTTPException, go_on: str) -> Refusal:
    status, words = _words(error)
    heading, *paragraphs = words()
    return Refusal(status, heading, tuple(paragraphs), go_on, gettext("Go on"))


def _words(error: HTTPException) -> tuple[int, Callable[[], tuple[str, ...]]]:
    for kind, status, words in _BY_KIND:
        if isinstance(error, kind):
            return status, words
    status = error.code or InternalServerError.code
    return status, _BY_STATUS.get(status, _not_understood if status < InternalServerError.code else _our_fault)


def _not_understood() -> tuple[str, ...]:
    return gettext("This did not work"), gettext("The page could not be shown. Nothing is lost.")


def _wrong_host() -> tuple[str, ...]:
    return gettext("This is not the right address"), gettext("Ask a member of staff to open the page again.")


def _too_long() -> tuple[str, ...]:
    return gettext("This page was open too long"), gettext("Nothing is lost. Go on here.")


def _elsewhere() -> tuple[str, ...]:
    return gettext("This did not work"), gettext("The form came from another page. Nothing is lost. Go on here.")


def _not_found() -> tuple[str, ...]:
    return gettext("This page does not exist"), gettext("Nothing is lost. Go on here.")


def _conflict() -> tuple[str, ...]:
    return gettext("This question is not on the screen now"), gettext("Nothing is lost. Go on here.")


def _too_large() -> tuple[str, ...]:
    return gettext("This is too much text"), gettext("Go back and make it shorter. What you sent before is saved.")


def _not_right() -> tuple[str, ...]:
    return gettext("Something went wrong on the page"), gettext("Nothing is lost. Try again.")


def _our_fault() -> tuple[str, ...]:
    return (
        gettext("Something went wrong"),
        gettext("It is not your fault. What you answered before is saved."),
        gettext("Try again. If it happens again, ask a member of staff."),
    )


_BY_KIND: tuple[tuple[type[HTTPException], int, Callable[[], tuple[str, ...]]], ...] = (
    (CSRFError, 403, _too_long),
    (WrongHost, 400, _wrong_host),
    (FromElsewhere, 403, _elsewhere),
)
_BY_STATUS: dict[int, Callable[[], tuple[str, ...]]] = {
    404: _not_found,
    405: _not_found,
    409: _conflict,
    413: _too_large,
    422: _not_right,
}
