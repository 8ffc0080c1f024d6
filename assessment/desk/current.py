"""The desk behind the request: the one typed place where the app keeps it."""

from dataclasses import dataclass
from datetime import timedelta

from flask import current_app

from assessment.desk.service import Desk


@dataclass(frozen=True, slots=True)
class Running:
    """What the views need: the *desk*, and how long a case worker may be *idle*."""

    desk: Desk
    idle: timedelta


def running() -> Running:
    """What the app that answers this request was built around."""
    found = current_app.extensions["desk"]
    if not isinstance(found, Running):
        raise TypeError(f"found {type(found).__name__}, expected Running")
    return found
