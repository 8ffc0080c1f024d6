"""Who is logged in: the only place that knows the cookie."""

from datetime import datetime, timedelta

from flask import session

from assessment.web import visits


def log_in(name: str, now: datetime) -> None:
    """Begin a fresh visit for *name*."""
    visits.renew()
    session.clear()
    session["user"] = name
    session["seen"] = now.timestamp()


def user(now: datetime, idle: timedelta) -> str | None:
    """Who is logged in and was seen less than *idle* ago; None otherwise."""
    name, seen = session.get("user"), session.get("seen")
    if not isinstance(name, str) or not isinstance(seen, float):
        return None
    if now.timestamp() - seen > idle.total_seconds():
        session.clear()
        return None
    session["seen"] = now.timestamp()
    return name


def log_out() -> None:
    """Forget everything."""
    session.clear()
