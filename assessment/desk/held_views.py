"""The pages about files that are kept apart or contradict each other, and what a case worker decides about them."""

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessment.desk import later
from assessment.desk.current import running
from assessment.desk.forms import BELIEVED, DISCARDED, KINDS, BelieveForm, DiscardForm
from assessment.desk.outcome_words import OUTCOMES, Group, Words
from assessment.desk.outcomes import AlreadyImported, Conflicting, Imported, Outcome, Withdrew, code_of
from assessment.desk.receiving import DOUBTS
from assessment.desk.service import Desk

_CHOOSE = later.gettext("Choose a reason first. Nothing was changed.")

held_views = Blueprint("held", __name__, template_folder="templates")


def desk() -> Desk:
    """The desk behind this request."""
    return running().desk


def words_of(outcome: Outcome) -> Words:
    """What people read about *outcome*."""
    return OUTCOMES[code_of(outcome)]


def taken_in(outcome: Outcome) -> ResponseReturnValue | None:
    """To the page that *outcome* is news for, with the news on it; None where nothing was taken in."""
    words = words_of(outcome)
    if words.group is not Group.TAKEN_IN:
        return None
    flash(_(words.sentence))
    if words.next:
        flash(_(words.next))
    match outcome:
        case Imported(code=code):
            return redirect(url_for("desk.case", code=code), 303)
        case AlreadyImported(code=code, bundle_id=bundle_id) | Withdrew(code=code, bundle_id=bundle_id) if bundle_id:
            return redirect(url_for("desk.case", code=desk().store.code_of(bundle_id), bundle_id=bundle_id), 303)
    return redirect(url_for("desk.overview"), 303)


@held_views.get("/held")
def show() -> ResponseReturnValue:
    """Everything that is kept apart, and why."""
    return _held()


def _held(words: Words | None = None, complaint: str = "") -> ResponseReturnValue:
    held = [(one, OUTCOMES[one.reason]) for one in desk().quarantined()]
    offered = {"believe": BelieveForm(), "believed": BELIEVED, "doubts": DOUBTS}
    return _page("desk/held.html", words, complaint, held=held, **offered)


def _page(template: str, words: Words | None, complaint: str, **values: object) -> ResponseReturnValue:
    page = render_template(
        template, words=words, complaint=complaint, discard=DiscardForm(), discarded=DISCARDED, **values
    )
    return page, words.status if words else 422 if complaint else 200


@held_views.get("/conflicts")
def show_conflicts() -> ResponseReturnValue:
    """Everything that contradicts what is here, beside it."""
    return _conflicts()


def _conflicts(words: Words | None = None, complaint: str = "") -> ResponseReturnValue:
    conflict, conflicts = OUTCOMES["conflict"], desk().conflicts()
    return _page("desk/conflicts.html", words, complaint, conflict=conflict, kinds=KINDS, conflicts=conflicts)


@held_views.get("/stored/<bundle_id>")
def stored(bundle_id: str) -> ResponseReturnValue:
    """To the page of the person whose bundle is stored here."""
    return redirect(url_for("desk.case", code=desk().store.code_of(bundle_id), bundle_id=bundle_id), 303)


@held_views.post("/held/<digest>/retry")
def retry(digest: str) -> ResponseReturnValue:
    """Try once more to take in what is kept apart."""
    return _answered(desk().receiving.retry(digest, g.user))


@held_views.post("/held/<digest>/believe")
def believe(digest: str) -> ResponseReturnValue:
    """Take in what is kept apart although there is a doubt."""
    form = BelieveForm()
    if not form.validate():
        return _held(complaint=_CHOOSE)
    return _answered(desk().receiving.believe(digest, form.why.data or "", g.user))


def _answered(outcome: Outcome) -> ResponseReturnValue:
    if there := taken_in(outcome):
        return there
    if isinstance(outcome, Conflicting):
        return _conflicts(words_of(outcome))
    return _held(words_of(outcome))


@held_views.post("/held/<digest>/discard")
def discard(digest: str) -> ResponseReturnValue:
    """Throw away what is kept apart."""
    form = DiscardForm()
    if not form.validate():
        return _held(complaint=_CHOOSE)
    desk().receiving.discard(digest, form.why.data or "", g.user)
    flash(_("The file was thrown away here. A copy on a stick is not touched."))
    return redirect(url_for("held.show"), 303)


@held_views.post("/conflicts/<digest>/discard")
def discard_conflict(digest: str) -> ResponseReturnValue:
    """Throw away what contradicts something that is here."""
    form = DiscardForm()
    if not form.validate():
        return _conflicts(complaint=_CHOOSE)
    desk().receiving.discard(digest, form.why.data or "", g.user)
    flash(_("The file was thrown away here. A copy on a stick is not touched."))
    return redirect(url_for("held.show_conflicts"), 303)
