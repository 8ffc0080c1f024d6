"""One item at a time: show it, take the answer, go back."""

from contextlib import suppress
from dataclasses import replace

from flask import Response as Page
from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.items.interactions import YesNo
from assessment.items.model import Item
from assessment.items.responses import Missing, Response
from assessment.session.delivery import NotOnScreen, StaleResponse
from assessment.session.session import Presented, Session
from assessment.storage.banks import APPS
from assessment.web import player
from assessment.web.answers import ItemForm
from assessment.web.occupations import LONGEST_QUERY, Looking, OccupationForm, picker
from assessment.web.shown import ShownItem, can_be_unknown
from kiosk import cookie, progress
from kiosk.place import esco, kiosk, voice
from kiosk.views import views


@views.get("/item")
def item() -> ResponseReturnValue:
    """The item on screen; the closing page where there is none."""
    session = kiosk().session(cookie.session_id())
    if session.current is None:
        return redirect(url_for("kiosk.review"), 303)
    shown = kiosk().bank.item(session.current.item)
    given = session.draft or session.responses.get(shown.id)
    return page_of(session, session.current, player.form(kiosk().bank, shown, given=given, esco=esco()))


def page_of(session: Session, on_screen: Presented, form: ItemForm, notice: str = "") -> str:
    """The page of the item on screen with *form* filled in, and a *notice* above it."""
    bank, speaker = kiosk().bank, voice()
    return render_template(
        "item.html",
        shown=_shown(bank.item(on_screen.item), form),
        step=on_screen.step,
        form=form,
        voice=speaker,
        parts=progress.parts(bank, session, speaker),
        can_go_back=kiosk().can_go_back(session),
        notice=notice,
    )


def _shown(item: Item, form: ItemForm) -> ShownItem:
    shown = player.show(kiosk().bank, item, voice())
    if not isinstance(form, OccupationForm):
        return shown
    return replace(shown, picker=picker(kiosk().bank, voice(), _looking(), form))


def _looking() -> Looking:
    """Where in the picker of occupations the candidate wants to be, by address or form; looking never writes."""
    query = request.values.get("q")
    if query == "":
        query = cookie.looked_for()
    return Looking(request.values.get("sector"), query if query is None else query[:LONGEST_QUERY])


@views.post("/search")
def search() -> ResponseReturnValue:
    """Look for work by its name; the words go into no address, where the browser would keep them."""
    kiosk().session(cookie.session_id())
    cookie.look_for(request.form.get("q", "")[:LONGEST_QUERY])
    return redirect(url_for("kiosk.item", q=""), 303)


def same_place() -> str:
    """The address of the item on screen, at the page of the picker that the form came from."""
    looking = _looking()
    if looking.query:
        cookie.look_for(looking.query)
    return url_for("kiosk.item", sector=looking.sector, q=looking.query if looking.query is None else "")


@views.post("/item/<item_id>")
def answer(item_id: str) -> ResponseReturnValue:
    """Take what was answered, or that there is no answer and why."""
    session, asked = kiosk().session(cookie.session_id()), _asked(item_id)
    step = request.form.get("step", type=int)
    if step is None:
        abort(422)
    form = player.form(kiosk().bank, asked, request.form, esco=esco())
    reason = _reason(asked, request.form.get("do", ""))
    with suppress(StaleResponse):  # a double tap, or the back button: show what is current
        if reason is not None:
            kiosk().skip(session.session_id, item_id, step, reason)
        elif form.validate():
            kiosk().answer(session.session_id, item_id, step, form.response)
        elif session.current is not None and (session.current.item, session.current.step) == (item_id, step):
            return page_of(session, session.current, form), 422
        elif session.steps.get(step) != item_id:
            raise NotOnScreen(item_id)
    return redirect(_after(session, item_id), 303)


def _after(before: Session, item_id: str) -> str:
    """What comes next; whoever corrected an answer on the closing page goes back to where it stands there."""
    cookie.found()
    now = kiosk().session(before.session_id)
    if before.current is not None and before.current.section in before.finished_sections and now.current is None:
        return url_for("kiosk.review", _anchor=item_id)
    return url_for("kiosk.item")


def _asked(item_id: str) -> Item:
    try:
        return kiosk().bank.item(item_id)
    except KeyError:
        abort(404)


def _reason(asked: Item, do: str) -> Missing | None:
    """Why there is no answer; None where *do* says that there is one."""
    match do:
        case "answer":
            return None
        case "yes" | "no" if isinstance(asked.interaction, YesNo):
            return None
        case "skip":
            return Missing.SKIPPED
        case "dont_know" if can_be_unknown(asked):
            return Missing.DONT_KNOW
        case "declined" if asked.personal:
            return Missing.DECLINED
    abort(422)


@views.post("/back")
def back() -> ResponseReturnValue:
    """Go back one item where the section allows it."""
    kiosk().back(cookie.session_id())
    return redirect(url_for("kiosk.item"), 303)


def keep_draft(locale: str) -> None:
    """Go on in *locale*; what stands on the page and was not sent comes along."""
    session = kiosk().session(cookie.session_id())
    draft = _draft(session)
    if draft is not None or locale != session.locale:
        kiosk().switch(session.session_id, locale, draft)


def _draft(session: Session) -> Response | None:
    on_screen = session.current
    if on_screen is None or request.form.get("step", type=int) != on_screen.step:
        return None
    return player.draft(kiosk().bank, kiosk().bank.item(on_screen.item), request.form, esco())


@views.get("/simulation/<app>.json")
def simulation(app: str) -> ResponseReturnValue:
    """The model of a simulated app: its fields and actions, never what the task wants."""
    if app not in kiosk().bank.apps:
        abort(404)
    return Page((APPS / f"{app}.json").read_bytes(), mimetype="application/json")
