"""The desk behind the request: the one typed place where the app keeps it."""

from dataclasses import dataclass, field
from datetime import timedelta

from flask import current_app

from assessment.desk.eyes import Eyes
from assessment.desk.service import Desk


@dataclass(frozen=True, slots=True)
class Running:
    """What the views need: the *desk*, how long a case worker may be *idle*, and *eyes* that look at pictures."""

    desk: Desk
    idle: timedelta
    eyes: Eyes = field(default_factory=Eyes)


def running() -> Running:
    """What the app that answers this request was built around."""
    found = current_app.extensions["desk"]
    if not isinstance(found, Running):
        raise TypeError(f"found {type(found).__name__}, expected Running")
    return found
