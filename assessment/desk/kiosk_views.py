"""The page about the kiosks: what is missing of each, what is wrong, and the receipts that go back to them."""

from flask import Blueprint, flash, g, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessment.bundle import keys, receipt
from assessment.desk.current import running
from assessment.desk.forms import RepeatForm
from assessment.desk.kiosks import Kiosks, NoReceiptKey

kiosk_views = Blueprint("kiosks", __name__, template_folder="templates")
kiosk_views.add_app_template_filter(lambda spans: ", ".join(map(_span, spans)), "spans")


def _kiosks() -> Kiosks:
    return running().desk.kiosks


def _span(span: tuple[int, int]) -> str:
    first, last = span
    return str(first) if first == last else f"{first}–{last}"


@kiosk_views.get("/kiosks")
def show() -> ResponseReturnValue:
    """Every kiosk that is or was trusted, and what to do about it."""
    known = _kiosks().known()
    return render_template(
        "desk/kiosks.html", kiosks=known, spoken={one.name: keys.spoken(one.device.jwk) for one in known}
    )


@kiosk_views.post("/kiosks/<kid>/receipt")
def give_receipt(kid: str) -> ResponseReturnValue:
    """The receipt for one kiosk, as a file for the stick."""
    if not RepeatForm().validate():
        return redirect(url_for("kiosks.show"), 303)
    try:
        response = make_response(_kiosks().receipt(kid, g.user))
    except NoReceiptKey:
        flash(_("This desk has no key to sign receipts with. Ask the manager of the desk."))
        return redirect(url_for("kiosks.show"), 303)
    response.mimetype = "application/jose"
    response.headers["Content-Disposition"] = f'attachment; filename="{receipt.file_name(kid)}"'
    response.headers["Cache-Control"] = "no-store"
    return response
