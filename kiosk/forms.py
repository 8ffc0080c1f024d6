"""The forms that are not items: codes and languages."""

from flask import request
from flask_babel import gettext
from wtforms import Form, StringField

from assessment.session.codes import WrongCode

LONGEST_CODE = 64  # twenty digits, spaced as one likes


class CodeForm(Form):
    """One field for a start or resume code. *complaint* is what to say when it is not right."""

    code = StringField(filters=[lambda raw: (raw or "")[:LONGEST_CODE]])
    complaint: str | None = None


def sent_code() -> CodeForm:
    """The form as it was sent with this request."""
    return CodeForm(request.form)


def refused(form: CodeForm, error: WrongCode) -> CodeForm:
    """*form* with the sentence that says what to do about *error*."""
    if error.wait_seconds < 0:
        form.complaint = gettext("This code does not work any more. Ask a member of staff.")
    elif error.wait_seconds:
        minutes = -(-error.wait_seconds // 60)
        form.complaint = gettext("Too many tries. Wait, then try again. Minutes to wait: %(minutes)s", minutes=minutes)
    elif not (form.code.data or "").strip():
        form.complaint = gettext("Type the code first.")
    else:
        form.complaint = gettext("This code is not right. Look at the paper and type it again.")
    return form
