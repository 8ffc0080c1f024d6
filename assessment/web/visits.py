"""What a browser is doing, kept on this side: its cookie holds a random number and nothing else.

So a copied or guessed cookie ends when the visit does, and neither codes nor names lie in a browser's files.
"""

import re
from collections import OrderedDict
from collections.abc import Mapping
from secrets import token_urlsafe
from threading import Lock
from typing import Protocol, cast

from flask import Flask, Request, Response, session
from flask.sessions import SecureCookieSession, SessionInterface, SessionMixin

ID = re.compile(r"[A-Za-z0-9_-]{43}")  # 256 bits
_ID_BYTES = 32
_MOST_REMEMBERED = 1000


class Visits(Protocol):
    """Where visits are kept, by their number."""

    def read(self, visit: str) -> Mapping[str, object] | None:
        """What is kept of *visit*; None where there is no such visit."""

    def keep(self, visit: str, state: Mapping[str, object]) -> None:
        """Keep *state* as all there is of *visit*."""

    def end(self, visit: str) -> None:
        """Keep nothing of *visit* any more."""


class Remembered:
    """Visits in the memory of this process: they end with it. The oldest go where there are too many."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, dict[str, object]] = OrderedDict()
        self._lock = Lock()

    def read(self, visit: str) -> Mapping[str, object] | None:
        """What is kept of *visit*; None where there is no such visit."""
        with self._lock:
            found = self._kept.get(visit)
            return None if found is None else dict(found)

    def keep(self, visit: str, state: Mapping[str, object]) -> None:
        """Keep *state* as all there is of *visit*."""
        with self._lock:
            self._kept[visit] = dict(state)
            self._kept.move_to_end(visit)
            while len(self._kept) > _MOST_REMEMBERED:
                self._kept.popitem(last=False)

    def end(self, visit: str) -> None:
        """Keep nothing of *visit* any more."""
        with self._lock:
            self._kept.pop(visit, None)


class Visit(SecureCookieSession):
    """What is kept of one browser, under its *number*; "" for one that is new here."""

    def __init__(self, number: str, state: Mapping[str, object]) -> None:
        super().__init__(dict(state))
        self.number = number
        self.stale: tuple[str, ...] = ()
        self.modified = self.accessed = False

    def renew(self) -> None:
        """Go on under a fresh number: who knew the old one knows nothing about what comes now."""
        if self.number:
            self.stale, self.number = (*self.stale, self.number), ""
        self.modified = True


def renew() -> None:
    """Give this browser a fresh number; due whenever it becomes somebody: at the start, after a pause, at log-in."""
    cast(Visit, session).renew()


class KeptHere(SessionInterface):
    """Flask's session, with its contents in *visits* and only its number in the cookie."""

    session_class = Visit

    def __init__(self, visits: Visits) -> None:
        self._visits = visits

    def open_session(self, app: Flask, request: Request) -> Visit:
        """The visit of the browser that sent *request*; a number that is not known here is nobody's."""
        number = request.cookies.get(self.get_cookie_name(app), "")
        state = self._visits.read(number) if ID.fullmatch(number) else None
        if state is not None:
            return Visit(number, state)
        nobody = Visit("", {})
        nobody.modified = bool(number)  # empty and modified: the cookie is deleted
        return nobody

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep *session* where it changed, and tell the browser its number."""
        visit = cast(Visit, session)
        if visit.accessed:
            response.vary.add("Cookie")
        if not visit.modified:
            return
        for number in visit.stale:
            self._visits.end(number)
        if not visit:
            self._forget(app, visit, response)
            return
        fresh = visit.number or token_urlsafe(_ID_BYTES)
        self._visits.keep(fresh, visit)
        if fresh != visit.number:
            self._tell(app, fresh, response)

    def _forget(self, app: Flask, visit: Visit, response: Response) -> None:
        if visit.number:
            self._visits.end(visit.number)
        response.delete_cookie(self.get_cookie_name(app), path="/", secure=True, httponly=True, samesite="Strict")

    def _tell(self, app: Flask, number: str, response: Response) -> None:
        # no expiry: it ends with the browser
        response.set_cookie(self.get_cookie_name(app), number, path="/", secure=True, httponly=True, samesite="Strict")
