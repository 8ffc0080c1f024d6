"""What a request must be before any view sees it: for us, small enough, and from our own page."""

from collections.abc import Callable, Set

from flask import Flask, request
from werkzeug.exceptions import BadRequest, Forbidden, RequestEntityTooLarge

_LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})


class WrongHost(BadRequest):
    """The request names another host or port than ours: a page elsewhere tries to talk to us."""


class FromElsewhere(Forbidden):
    """A form was sent by a page that is not ours."""


def stand_before(app: Flask, hosts: Set[str]) -> None:
    """Put every guard before the views of *app*, which answers to *hosts* (host:port) only."""
    for guard in (_our_host(frozenset(hosts)), _small_enough, _our_page):
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


def _our_page() -> None:
    """Both headers are absent from clients that are not browsers; those have no cookie to abuse."""
    if request.method in _LOOKING:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise FromElsewhere
    # browsers say null where pages send no referrer, as ours do
    if request.headers.get("Origin", "null") not in ("null", f"http://{request.host}"):
        raise FromElsewhere
