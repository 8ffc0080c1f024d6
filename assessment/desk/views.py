"""The pages of the desk: each view reads a form, asks the desk one thing, and redirects or renders."""

from flask import Blueprint, abort, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from assessment.desk import differing, login
from assessment.desk.current import running
from assessment.desk.forms import AdviceForm, IssueForm, LogInForm, ReferenceForm, RepeatForm, UploadForm, domain_name
from assessment.desk.held_views import taken_in, words_of
from assessment.desk.issuing import NoRepeat
from assessment.desk.outcome_words import Words
from assessment.desk.refusals import NO_REPEAT
from assessment.desk.scores import BankMissing
from assessment.desk.service import Desk, NotLoggedIn
from assessment.report.profile_page import day
from assessment.session import codes
from assessment.storage.cases import UnknownCase

views = Blueprint("desk", __name__, template_folder="templates")
views.add_app_template_filter(codes.show, "code")
views.add_app_template_filter(day, "day")
views.add_app_template_filter(domain_name, "domain")
views.add_app_template_filter(differing.place, "place")
_OPEN = {"desk.show_log_in", "desk.log_in", "web.static", "static"}


def desk() -> Desk:
    """The desk behind this request."""
    return running().desk


@views.before_app_request
def only_logged_in() -> ResponseReturnValue | None:
    """Nothing is shown to somebody who did not log in, or who was away too long."""
    g.user = login.user(desk().now(), running().idle)
    if g.user or request.endpoint in _OPEN:
        return None
    return redirect(url_for("desk.show_log_in"), 303)


@views.app_errorhandler(UnknownCase)
def unknown_case(error: UnknownCase) -> ResponseReturnValue:
    """There is no such case here."""
    return make_response(render_template("desk/not_here.html", bank=""), NotFound.code)


@views.app_errorhandler(BankMissing)
def bank_missing(error: BankMissing) -> ResponseReturnValue:
    """A stored profile cannot be read without its bank."""
    return make_response(render_template("desk/not_here.html", bank=str(error)), 409)


@views.get("/log-in")
def show_log_in() -> ResponseReturnValue:
    """The form to log in."""
    return render_template("desk/log_in.html", form=LogInForm(), complaint="")


@views.post("/log-in")
def log_in() -> ResponseReturnValue:
    """Log in; after five wrong tries, wait."""
    form = LogInForm()
    if not form.validate():
        return render_template("desk/log_in.html", form=form, complaint=""), 422
    try:
        name = desk().check_login(form.name.data or "", form.password.data or "")
    except NotLoggedIn as refused:
        return _not_logged_in(form, refused.wait_seconds)
    login.log_in(name, desk().now())
    return redirect(url_for("desk.overview"), 303)


def _not_logged_in(form: LogInForm, wait_seconds: int) -> ResponseReturnValue:
    complaint = _("This name and password do not belong together. Try again.")
    if wait_seconds:
        minutes = {"minutes": -(-wait_seconds // 60)}
        complaint = _("Too many tries. Wait and try again. Minutes to wait: %(minutes)d.") % minutes
    response = make_response(render_template("desk/log_in.html", form=form, complaint=complaint))
    response.status_code = 429 if wait_seconds else 403
    if wait_seconds:
        response.headers["Retry-After"] = str(wait_seconds)
    return response


@views.post("/log-out")
def log_out() -> ResponseReturnValue:
    """Log out."""
    login.log_out()
    return redirect(url_for("desk.show_log_in"), 303)


@views.get("/")
def overview() -> ResponseReturnValue:
    """Every case, and the field to hand in a file."""
    return _overview(UploadForm())


def _overview(form: UploadForm, words: Words | None = None) -> ResponseReturnValue:
    page = render_template(
        "desk/overview.html",
        form=form,
        words=words,
        cases=desk().cases(),
        again=desk().scored_again(),
        withdrawals=desk().withdrawals(),
        held=len(desk().quarantined()),
        conflicts=len(desk().conflicts()),
    )
    return page, words.status if words else 422 if form.errors else 200


@views.post("/bundles")
def receive() -> ResponseReturnValue:
    """Take in a file from a kiosk."""
    form = UploadForm()
    if not form.validate():
        return _overview(form)
    outcome = desk().receive(form.bundle.data.read(), g.user)
    return taken_in(outcome) or _overview(form, words_of(outcome))


@views.get("/codes")
def start_codes() -> ResponseReturnValue:
    """Every start code, and the form for new ones."""
    return _start_codes(IssueForm())


def _start_codes(form: IssueForm, reference: ReferenceForm | None = None, changed: str = "") -> ResponseReturnValue:
    status = 422 if form.errors or (reference and reference.errors) else 200
    page = render_template(
        "desk/codes.html", form=form, reference=reference or ReferenceForm(), changed=changed, codes=desk().codes()
    )
    return page, status


@views.post("/codes")
def issue() -> ResponseReturnValue:
    """Hand out new start codes."""
    form = IssueForm()
    if not form.validate():
        return _start_codes(form)
    issued = desk().issue_codes(form.count.data or 1, g.user)
    return redirect(url_for("desk.slips", newest=len(issued)), 303)


@views.get("/codes/slips")
def slips() -> ResponseReturnValue:
    """The newest start codes, to be printed and cut."""
    newest = request.args.get("newest", default=1, type=int)
    return render_template("desk/slips.html", codes=desk().codes()[: max(1, newest)])


@views.post("/codes/<code>")
def refer(code: str) -> ResponseReturnValue:
    """Note who a start code is for."""
    form = ReferenceForm()
    if not form.validate():
        return _start_codes(IssueForm(formdata=None), form, code)
    desk().refer(code, (form.reference.data or "").strip())
    flash(_("The reference was saved."))
    return redirect(url_for("desk.start_codes"), 303)


@views.get("/cases/<code>")
@views.get("/cases/<code>/<bundle_id>")
@views.get("/cases/<code>/<bundle_id>/scores/<int:number>")
def case(code: str, bundle_id: str = "", number: int = 0) -> ResponseReturnValue:
    """One person's page: the newest sitting and score, or those that were asked for."""
    return _case(code, bundle_id, AdviceForm(), number)


def _case(code: str, bundle_id: str, form: AdviceForm, number: int = 0) -> ResponseReturnValue:
    file = desk().case(code)
    chosen = bundle_id or file.bundles[0].bundle_id
    if chosen not in {bundle.bundle_id for bundle in file.bundles}:
        abort(NotFound.code)
    page = render_template("desk/case.html", file=file, sitting=desk().sitting(chosen, number), form=form)
    return page, 422 if form.errors else 200


@views.post("/cases/<code>/<bundle_id>/advice")
def advise(code: str, bundle_id: str) -> ResponseReturnValue:
    """Save the case worker's own words."""
    form = AdviceForm()
    if not form.validate():
        return _case(code, bundle_id, form)
    desk().note(code, form.advice(), g.user)
    flash(_("Your judgement was saved."))
    return redirect(url_for("desk.case", code=code, bundle_id=bundle_id, _anchor="advice"), 303)


@views.post("/cases/<code>/repeat")
def repeat(code: str) -> ResponseReturnValue:
    """Hand out a start code for another sitting of the same person."""
    if not RepeatForm().validate():
        return redirect(url_for("desk.case", code=code), 303)
    try:
        desk().issue_repeat(code, g.user)
    except NoRepeat as error:
        flash(NO_REPEAT[error.reason])
        return redirect(url_for("desk.case", code=code), 303)  # to the top of the page, where that stands
    return redirect(url_for("desk.slips", newest=1), 303)


@views.get("/bundles/<bundle_id>/report.pdf")
@views.get("/bundles/<bundle_id>/scores/<int:number>/report.pdf")
def report(bundle_id: str, number: int = 0) -> ResponseReturnValue:
    """The page on paper, as in the newest score or in the one that was asked for."""
    response = make_response(desk().report(bundle_id, number))
    response.mimetype = "application/pdf"
    code = desk().store.code_of(bundle_id)
    name = f"profiel-{code}-score-{number}" if number else f"profiel-{code}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response
