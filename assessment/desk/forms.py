"""The forms of the desk."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired, MultipleFileField
from wtforms import Field, Form, FormField, IntegerField, PasswordField, StringField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, StopValidation

from assessment.desk.later import gettext as _
from assessment.desk.service import MOST_CODES
from assessment.storage.case_records import Action, Advice

LONGEST = 2000
DOMAINS = ("living", "language", "participation", "income", "health", "work")

# what can be here under a number of a kiosk
KINDS = {
    "profile": _("a profile"),
    "withdrawn": _("a withdrawal"),
    "test": _("a test"),
    "paper": _("a profile on paper"),
}
# why a file is thrown away, and why one is believed; the code goes into the audit trail
DISCARDED = {
    "damaged": _("A good copy was taken in"),
    "sits_again": _("This person sits again"),
    "not_ours": _("It is not for us"),
    "tried_out": _("It was only tried out"),
    "other": _("Another reason"),
}
BELIEVED = {
    "clock_was_wrong": _("The manager found that a clock was wrong"),
    "before_the_loss": _("It was made before the kiosk was lost"),
    "kiosk_was_repaired": _("The manager repaired the kiosk"),
    "other": _("Another reason"),
}


def _no_longer_than(most: int) -> Length:
    return Length(max=most, message=_("This is too long: at most %(max)d characters."))


class LogInForm(FlaskForm):
    """Name and password."""

    name = StringField(
        _("Name"), [InputRequired(_("Type your name.")), _no_longer_than(100)], render_kw={"autocomplete": "username"}
    )
    password = PasswordField(
        _("Password"),
        [InputRequired(_("Type your password.")), _no_longer_than(1000)],
        render_kw={"autocomplete": "current-password"},
    )


class UploadForm(FlaskForm):
    """One bundle from the stick."""

    bundle = FileField(
        _("File from the kiosk (ends in .bundle)"),
        [FileRequired(_("Choose a file first."))],
        render_kw={"accept": ".bundle"},
    )


class PicturesForm(FlaskForm):
    """Photographs of the codes on a sheet."""

    pictures = MultipleFileField(
        _("Pictures of the codes (JPEG or PNG)"),
        [FileRequired(_("Choose a picture first.")), Length(max=12, message=_("Choose at most %(max)d pictures."))],
        render_kw={"accept": "image/jpeg,image/png"},
    )


class AgainForm(FlaskForm):
    """Begin again; there is nothing to fill in."""


class IssueForm(FlaskForm):
    """How many start codes."""

    count = IntegerField(
        _("How many start codes?"),
        [
            InputRequired(_("Type a number.")),
            NumberRange(1, MOST_CODES, _("Type a number from %(min)s to %(max)s.")),
        ],
        default=1,
        render_kw={"min": 1, "max": MOST_CODES, "inputmode": "numeric"},
    )


class DiscardForm(FlaskForm):
    """Why a file that is kept apart is thrown away."""

    why = StringField(_("Why is it thrown away?"), [AnyOf(DISCARDED)])


class BelieveForm(FlaskForm):
    """Why a file is taken in although there is a doubt."""

    why = StringField(_("Why can it be used?"), [AnyOf(BELIEVED)])


class RepeatForm(FlaskForm):
    """Another sitting; there is nothing to fill in."""


class ReferenceForm(FlaskForm):
    """Who a start code is for, in the case worker's own way."""

    reference = StringField(_("Reference"), [_no_longer_than(100)])


class Terms(Form):
    """What was agreed in one life domain."""

    short = StringField(_("Short term (up to 6 months)"), [_no_longer_than(500)])
    long = StringField(_("Long term (1 to 3 years)"), [_no_longer_than(500)])


class AdviceForm(FlaskForm):
    """The case worker's own judgement, a deviation with its reason, and what was agreed."""

    judgement = TextAreaField(
        _("My own judgement"), [InputRequired(_("Write your own judgement.")), _no_longer_than(LONGEST)]
    )
    deviation = TextAreaField(_("Where I deviate from the profile"), [_no_longer_than(LONGEST)])
    reason = TextAreaField(_("Why I deviate"), [_no_longer_than(LONGEST)])
    living = FormField(Terms, _("Living"))
    language = FormField(Terms, _("Language"))
    participation = FormField(Terms, _("Taking part"))
    income = FormField(Terms, _("Income"))
    health = FormField(Terms, _("Health"))
    work = FormField(Terms, _("Work"))

    def validate_reason(self, field: TextAreaField) -> None:
        """A deviation without a reason says nothing to the next reader."""
        if (self.deviation.data or "").strip() and not (field.data or "").strip():
            raise StopValidation(_("Write why you deviate."))

    def advice(self) -> Advice:
        """What was filled in."""
        agreed = (_action(domain, self[domain]) for domain in DOMAINS)
        return Advice(
            _text(self.judgement.data),
            _text(self.deviation.data),
            _text(self.reason.data),
            tuple(action for action in agreed if action.short or action.long),
        )


def _action(domain: str, terms: Field) -> Action:
    return Action(domain, _text(terms.data["short"]), _text(terms.data["long"]))


def _text(value: str | None) -> str:
    return (value or "").strip()


def domain_name(domain: str) -> str:
    """A life *domain* in words."""
    return {
        "living": _("Living"),
        "language": _("Language"),
        "participation": _("Taking part"),
        "income": _("Income"),
        "health": _("Health"),
        "work": _("Work"),
    }[domain]
