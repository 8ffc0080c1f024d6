"""One bundle of one's own through all steps before the first of a stranger.

Some libraries load parts of themselves when these are first needed. A child that may open no file could not.
"""

from datetime import UTC, datetime

from assessment.bundle import enrolment, keys
from assessment.bundle.contents import TEST, Audit, Bank, Clock, Consent, Contents
from assessment.bundle.seal import seal
from assessment.bundle.trust import Trust, enrol
from assessment.desk import reading
from assessment.desk.reading import Reader

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_NAME, _NOTHING = "rehearsal", "00" * 32


class NotReady(RuntimeError):
    """This program cannot read what it sealed itself; the message is the code that it gave."""


def rehearse() -> None:
    """Seal a bundle with keys of the moment, and read it; NotReady where that does not work here."""
    kiosk, desk = keys.make_device_key(), keys.make_recipient_key()
    trust = enrol(Trust(_NAME), enrolment.read(enrolment.request(_NAME, kiosk, _NOW)), _NOW)
    data = seal(_contents(), kiosk, keys.public(desk)).data
    found = reading.load(reading.dump(Reader((desk,), trust, {}).read(data, _NOW)))
    if found.code or found.contents is None:
        raise NotReady(found.code)


def _contents() -> Contents:
    return Contents(
        kind=TEST,
        bundle_id="00000000-0000-4000-8000-000000000000",
        issuer=_NAME,
        audience=_NAME,
        issued_at=_NOW,
        sequence=1,
        previous="",
        app_version="0",
        bank=Bank(_NAME, "0", _NOTHING),
        scoring_version="0",
        consent=Consent("0", "nl", _NOTHING, _NOW, ()),
        audit=Audit(0, ""),
        clock=Clock(_NOW, adjusted=False),
        subject=_NAME,
        events=[],
        profile={},
    )
