"""What a request must be before any view sees it: for us, small enough, from our own page, with our own cookie."""

import hashlib
from collections.abc import Callable, Set

from flask import Flask, Request, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature
from werkzeug.exceptions import BadRequest, Forbidden, RequestEntityTooLarge

_CHANGED = "assessment.changed_cookie"


class WrongHost(BadRequest):
    """The request names another host or port than ours: a page elsewhere tries to talk to us."""


class ChangedCookie(BadRequest):
    """The cookie does not carry our signature."""


class FromElsewhere(Forbidden):
    """A form was sent by a page that is not ours."""


class SignedCookie(SecureCookieSessionInterface):
    """Flask's signed cookie with SHA-256; one with a bad signature is noted and dropped, not passed over in silence."""

    digest_method = staticmethod(hashlib.sha256)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The contents of the cookie that came with *request*."""
        serializer = self.get_signing_serializer(app)
        value = request.cookies.get(self.get_cookie_name(app))
        if serializer is None or not value:
            return SecureCookieSession()
        try:
            return SecureCookieSession(serializer.loads(value))
        except BadSignature:
            request.environ[_CHANGED] = True
            dropped = SecureCookieSession()
            dropped.modified = True  # empty and modified: Flask deletes the cookie
            return dropped


def stand_before(app: Flask, hosts: Set[str]) -> None:
    """Put every guard before the views of *app*, which answers to *hosts* (host:port) only."""
    for guard in (_our_host(frozenset(hosts)), _small_enough, _our_cookie, _our_page):
        app.before_request(guard)


def _our_host(hosts: Set[str]) -> Callable[[], None]:
    def check() -> None:
        if request.host not in hosts:
            raise WrongHost

    return check


def _small_enough() -> None:
    # Flask only looks when a view reads the body; a flood must not depend on that
    limit = request.max_content_length
    if limit is not None and (request.content_length or 0) > limit:
        raise RequestEntityTooLarge


def _our_cookie() -> None:
    if request.environ.get(_CHANGED) and not (request.endpoint or "").endswith("static"):
        raise ChangedCookie


def _our_page() -> None:
    # absent from clients that are not browsers; they have no cookie to abuse
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise FromElsewhere
