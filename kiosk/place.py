"""What views reach for: the kiosk they serve, and the voice it speaks in to this candidate."""

from typing import cast

from flask import current_app, request
from flask_babel import Domain

from assessment.locales import folder
from assessment.storage.esco import Esco
from assessment.web import sounds
from assessment.web.shell import WEB
from assessment.web.voice import Voice
from kiosk import cookie
from kiosk.config import KioskConfig
from kiosk.operator import words
from kiosk.service import Kiosk


class Place:
    """The kiosk behind an app, its settings, the catalogue of its bank, and ESCO; made once, by create_app."""

    def __init__(self, kiosk: Kiosk, config: KioskConfig) -> None:
        self.kiosk = kiosk
        self.config = config
        self.catalogue = Domain([str(folder().absolute())], kiosk.bank.id)
        self.esco = Esco()
        self.recordings = sounds.recordings(WEB / "static" / "sounds", "/static/sounds")


def place() -> Place:
    """The place that this app is; the only reader of app.extensions."""
    return cast(Place, current_app.extensions["kiosk"])


def kiosk() -> Kiosk:
    """The kiosk that this app serves."""
    return place().kiosk


def esco() -> Esco:
    """The occupations that can be searched for."""
    return place().esco


def locale() -> str:
    """The tag of the language to speak: the one in the address, else the chosen one, else the kiosk's first.

    Operators speak one of their own languages, whatever is offered to candidates.
    """
    if request.blueprint == "operator":
        spoken = cookie.operator_locale()
        return spoken if spoken in words.LOCALES else words.LOCALES[0]
    offered = kiosk().offered
    asked = (request.view_args or {}).get("locale") or cookie.locale()
    return asked if asked in offered else offered[0]


def voice(tag: str | None = None) -> Voice:
    """How texts reach this candidate, in the language *tag* or the one that is spoken."""
    return Voice(tag or locale(), place().catalogue.pgettext, place().recordings)
