"""What people see when the disk is full or damaged: what is saved and what is not, and that staff can help."""

from flask import Response as Page
from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assessment.session.session import Presented, Session
from assessment.storage.damage import DamagedSession
from assessment.storage.numbering import NumberingLost
from assessment.storage.sessions import NotRead, NotStored
from assessment.web import player, refusals
from assessment.web.refusals import Refusal
from kiosk import cookie
from kiosk.forms import sent_code
from kiosk.keyring import SessionClosed
from kiosk.place import esco, kiosk
from kiosk.service import NoRoom
from kiosk.views.sitting import page_of

_CODE_PAGES = {"/start": "start.html", "/resume": "resume.html"}
_AGAIN = {"/finish": "/review", "/withhold": "/review", "/release": "/review", "/revisit": "/review"}
NOT_STORED = 507


def not_stored(_: Exception) -> ResponseReturnValue:
    """Nothing of this request was saved: the page that was sent comes back as it was filled in, where there is one."""
    notice = gettext("This was NOT saved. What was saved before is safe. Call a member of staff. Then try again.")
    if request.path in _CODE_PAGES:
        return _code_page(notice)
    if here := _item_that_was_sent():
        session, on_screen = here
        form = player.form(kiosk().bank, kiosk().bank.item(on_screen.item), request.form, esco=esco())
        return page_of(session, on_screen, form, notice), NOT_STORED
    heading, advice = gettext("This was not saved"), gettext("Call a member of staff. Then try again.")
    paragraphs = (gettext("What was saved before is safe."), advice)
    return _page(NOT_STORED, heading, paragraphs, _AGAIN.get(request.path, "/item"))


def no_room(_: Exception) -> ResponseReturnValue:
    """The disk is nearly full: whoever sits goes on, nobody new can begin."""
    return _code_page(gettext("A new person cannot begin on this computer now. Ask a member of staff."))


def _code_page(notice: str) -> ResponseReturnValue:
    return render_template(_CODE_PAGES[request.path], form=sent_code(), notice=notice), NOT_STORED


def _item_that_was_sent() -> tuple[Session, Presented] | None:
    try:
        session = kiosk().session(cookie.session_id())
    except (cookie.NoSession, SessionClosed):
        return None
    if session.current is None or request.form.get("step", type=int) != session.current.step:
        return None
    return session, session.current


def damaged(_: Exception) -> ResponseReturnValue:
    """What was stored of this session is not what was stored once: nothing of it is shown."""
    text = gettext("This computer cannot read your saved answers any more. It is not your fault.")
    staff = gettext("Ask a member of staff. They know what to do.")
    return _page(410, gettext("You cannot go on here"), (text, staff), "/")


def cannot_share(_: Exception) -> ResponseReturnValue:
    """The answers are safe, and the bundle has to wait for the operator."""
    text, staff = gettext("Your answers are saved."), gettext("Ask a member of staff. They know what to do.")
    return _page(503, gettext("You cannot share your answers now"), (text, staff), "/review")


def _page(status: int, heading: str, paragraphs: tuple[str, ...], next_url: str) -> Page:
    label = gettext("To the first page") if next_url == "/" else gettext("Try again")
    return refusals.page(Refusal(status, heading, paragraphs, next_url, label))


ANSWERS = {
    NotStored: not_stored,
    NoRoom: no_room,
    DamagedSession: damaged,
    NotRead: damaged,
    NumberingLost: cannot_share,
}
