"""Makes contents-v1.json: what one bundle says when the kiosk scores with version 1, and the bank that was sat.

Run once as `python -m tests.vectors.make_contents_v1`. The file is then kept for ever: a later desk, which scores
otherwise and whose profiles have other fields, must still take such a bundle in. The bank goes with it as text,
because a desk knows a bank by its hash and the bank of the tests may change.

The claims are of format 1, which had fewer fields than the format that is written today.
"""

import json
from datetime import timedelta
from pathlib import Path

from assessment.bundle.contents import Audit, Bank, Clock, Consent, Contents, to_claims
from assessment.items.responses import Missing
from assessment.scoring.profile import VERSION
from assessment.session import delivery, outcome, record
from assessment.session.session import replay
from assessment.session.sharing import shared
from assessment.storage import banks
from tests.builders import NOW, a_bank, small_files, some_events

_GAPS = {"q-papers": Missing.DECLINED, "nl-later": Missing.DONT_KNOW, "q-years": Missing.SKIPPED}
_STRUCK_OUT = ("q-work",)


def contents() -> Contents:
    """The contents: a sitting in Arabic with a gap of each kind and one answer struck out."""
    bank, events = a_bank(), list(some_events(_GAPS))
    end = events[-1].at + timedelta(seconds=5)
    events += delivery.withhold(replay(events), list(_STRUCK_OUT), end)
    events += delivery.finish(replay(events), end)
    given = shared(events, bank)
    return Contents(
        bundle_id="7d1a7c1e-3c0b-4f57-8a52-0a1b2c3d4e5f",
        issuer="kiosk-noord-1",
        audience="amsterdam",
        issued_at=NOW + timedelta(minutes=30),
        sequence=1,
        previous="",
        app_version="0.1.0",
        bank=Bank(bank.id, bank.version, bank.content_hash),
        scoring_version=VERSION,
        consent=Consent("1", "ar", "cd" * 32, NOW, ("profile",)),
        audit=Audit(0, ""),
        clock=Clock(NOW - timedelta(days=30), adjusted=False),
        subject=replay(given).subject,
        events=record.dump_events(given),
        profile=record.dump_profile(outcome.profile(bank, replay(given))),
    )


def claims() -> dict[str, object]:
    """The claims, as format 1 wrote them."""
    found = to_claims(contents()) | {"v": 1, "app": {"version": "0.1.0"}, "scoring": {"version": VERSION}}
    return {name: value for name, value in found.items() if name != "replaces"}


def text() -> str:
    """The file."""
    data = {
        "expect": "taken in by every later desk, whatever its version of the scoring, and no alarm for that version",
        "files": small_files(),
        "apps": {name: (banks.APPS / f"{name}.json").read_text("utf-8") for name in a_bank().apps},
        "claims": claims(),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    Path(__file__).with_name("contents-v1.json").write_text(text(), "utf-8")
