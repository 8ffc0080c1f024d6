"""What is kept of a browser: its session and its language. Nothing else imports Flask's session."""

from datetime import datetime

from flask import session

from assessment.web import visits

_SELDOM = 30  # seconds: what is kept need not be written at every page


class NoSession(Exception):
    """The browser is not in a session, so only a resume code can say which one."""


def session_id() -> str:
    """The session that this browser is in; NoSession where it is in none."""
    found = session.get("id")
    if not isinstance(found, str):
        raise NoSession
    return found


def enter(opened: str, locale: str) -> None:
    """Be in the session with id *opened*, in *locale*."""
    visits.renew()
    for left in ("paused", "shared", "operator"):
        session.pop(left, None)
    session["id"] = opened
    session["locale"] = locale


def locale() -> str | None:
    """The language that was chosen in this browser; None where none was."""
    chosen = session.get("locale")
    return chosen if isinstance(chosen, str) else None


def speak(chosen: str) -> None:
    """Speak the language *chosen* from now on."""
    session["locale"] = chosen


def look_for(words: str) -> None:
    """Search for *words* among occupations; they are kept here, because a browser keeps every address."""
    session["query"] = words


def looked_for() -> str:
    """What was searched for last on this page; nothing where that was nothing."""
    words = session.get("query")
    return words if isinstance(words, str) else ""


def found() -> None:
    """The page on which was searched is left."""
    if "query" in session:
        del session["query"]


def pause(resume_code: str | None) -> None:
    """Be in no session; keep *resume_code* to be shown, None where nobody is there to read it."""
    found()
    session.pop("id", None)
    session["paused"] = resume_code


def paused_code() -> str | None:
    """The resume code of the session that was paused in this browser just now."""
    code = session.get("paused")
    return code if isinstance(code, str) else None


def came_back(bundle: int) -> None:
    """Be in no session, but be the person who shared bundle number *bundle*."""
    visits.renew()
    session.pop("id", None)
    session.pop("paused", None)
    session["shared"] = bundle


def shared() -> int:
    """The number of the bundle that the person at this browser shared; NoSession where nobody came back for one."""
    found = session.get("shared")
    if not isinstance(found, int):
        raise NoSession
    return found


def forget() -> None:
    """Keep nothing of this browser, and have it delete its cookie."""
    session.clear()


def be_operator(now: datetime) -> None:
    """Be an operator who was seen *now*, and nobody else; the operator's language stays."""
    spoken = operator_locale()
    visits.renew()
    session.clear()
    session["operator"] = now.timestamp()
    if spoken:
        session["operator_locale"] = spoken


def is_operator(now: datetime, idle_minutes: float) -> bool:
    """Whether this is an operator who did something here in the last *idle_minutes*; from *now* on they count anew."""
    seen = session.get("operator")
    if not isinstance(seen, float):
        return False
    away = now.timestamp() - seen
    if not 0 <= away <= idle_minutes * 60:
        session.pop("operator")
        return False
    if away > _SELDOM:
        session["operator"] = now.timestamp()
    return True


def speak_to_operator(chosen: str) -> None:
    """Speak the language *chosen* on the operator's pages."""
    session["operator_locale"] = chosen


def operator_locale() -> str | None:
    """The language that was chosen for the operator's pages; None where none was."""
    chosen = session.get("operator_locale")
    return chosen if isinstance(chosen, str) else None
