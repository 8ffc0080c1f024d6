"""The end of a sitting: what is struck out, sealed and erased."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from assessment.bundle import keys, strict_json
from assessment.bundle.contents import Audit, Contents
from assessment.bundle.enrolment import read, request
from assessment.bundle.trust import Trust, enrol
from assessment.bundle.unseal import unseal
from assessment.items.responses import Calendar, DateResponse, TextResponse
from assessment.scoring.profile_model import Answer, AnswersResult, ScaleResult
from assessment.session import outcome
from assessment.session.codes import start_code
from assessment.session.delivery import NotYetFinished, respond
from assessment.session.record import dump_profile, load_events, load_profile
from assessment.session.session import replay
from assessment.storage import outbox
from assessment.storage.sessions import NotStored
from kiosk.keyring import SessionClosed
from kiosk.recognition import AlreadyShared
from tests.builders import CODE, NOW, Room, a_bank, an_identity, desk_key, on_screen, opened

CANARY = "kanarie-ካናሪ-كناري"


def unsealed(room: Room, folder: Path) -> Contents:
    """The contents of the one bundle in the outbox, as the desk reads them."""
    (bundle,) = outbox.waiting(folder / "kiosk.db")
    identity = an_identity()
    asked = read(request(identity.name, identity.device_key, NOW))
    trust = enrol(Trust("amsterdam"), asked, NOW - timedelta(days=7))
    return unseal(bundle.data, [desk_key()], trust, room.clock.at)


def test_stopping_leads_to_the_closing_page_from_wherever_it_is_pressed(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)

    assert room.kiosk.stop(session_id).in_review
    room.kiosk.revisit(session_id, "welcome")
    assert room.kiosk.stop(session_id).in_review


def test_striking_out_one_item_of_a_whole_section_strikes_out_all_of_it(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    session = room.sit(session_id)
    dutch = {item.id for section in a_bank().sections if section.id == "dutch" for item in section.items}
    shown = next(iter(dutch & session.presented))

    assert room.kiosk.withhold(session_id, [shown, "q-work"]).withheld == dutch | {"q-work"}
    assert room.kiosk.release(session_id, [shown]).withheld == {"q-work"}


def test_nobody_finishes_with_an_item_on_screen(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)

    with pytest.raises(NotYetFinished):
        room.kiosk.finish(session_id)
    assert on_screen(room, session_id)[0] == "welcome"


def test_the_desk_opens_what_the_candidate_agreed_to_share(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    room.sit(session_id, {"q-work": TextResponse("ሓረስታይ")})

    bundle_id = room.kiosk.finish(session_id)

    found = unsealed(room, tmp_path)
    events = load_events(found.events)
    assert (found.bundle_id, found.subject, found.issuer) == (bundle_id, CODE, "kiosk-1")
    assert replay(events).responses["q-work"] == TextResponse("ሓረስታይ")
    assert found.profile == dump_profile(outcome.profile(a_bank(), replay(events)))


def test_a_bundle_says_whether_the_log_of_its_kiosk_was_changed(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    room.sit(session_id, {})
    room.kiosk.audit_broken = 3
    before = room.kiosk.store.audit_head()

    room.kiosk.finish(session_id)

    assert unsealed(room, tmp_path).audit == Audit(before.n, before.head, 3)


@pytest.mark.parametrize(
    "told",
    [
        DateResponse(Calendar.PERSIAN, 1373),
        DateResponse(Calendar.ETHIOPIC, 1990, 13),
        DateResponse(Calendar.GREGORIAN, 2004, 2, 29),
    ],
    ids=["year", "month", "day"],
)
def test_a_date_reaches_the_desk_as_exactly_as_it_was_told_and_no_more(tmp_path: Path, told: DateResponse) -> None:
    room, session_id, _ = opened(tmp_path)
    room.sit(session_id, {"q-school-end": told})

    room.kiosk.finish(session_id)

    found = unsealed(room, tmp_path)
    answers = {answer.item: answer for part in load_profile(found.profile).results for answer in said(part)}
    assert replay(load_events(found.events)).responses["q-school-end"] == told
    assert answers["q-school-end"] == Answer("q-school-end", response=told)
    assert "01-01" not in strict_json.dumps([found.events, found.profile]).decode()


def said(result: ScaleResult) -> tuple[Answer, ...]:
    """The answers in *result*."""
    return result.answers if isinstance(result, AnswersResult) else ()


def test_what_was_struck_out_is_nowhere_in_the_opened_bundle(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    room.sit(session_id, {"q-work": TextResponse(CANARY), "try-text": TextResponse(CANARY)})
    room.kiosk.withhold(session_id, ["q-work"])

    room.kiosk.finish(session_id)

    found = unsealed(room, tmp_path)
    assert CANARY.encode() not in strict_json.dumps([found.events, found.profile])
    assert '"missing":"withheld"' in strict_json.dumps(found.profile).decode()


def test_after_finishing_nothing_of_the_session_is_in_the_database(tmp_path: Path) -> None:
    room, session_id, code = opened(tmp_path)
    room.sit(session_id, {"q-work": TextResponse(CANARY)})
    key = room.kiosk.keyring[session_id].key

    room.kiosk.finish(session_id)

    files = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    texts = (CANARY, session_id, code, CODE, "q-work")
    traces = [key, *(text.encode(name) for text in texts for name in ("utf-8", "utf-16-le", "utf-16-be"))]
    assert {path.name for path in tmp_path.iterdir()} >= {"kiosk.db", "kiosk.db-wal"}
    assert not [trace for trace in traces if trace in files]
    assert len(outbox.waiting(tmp_path / "kiosk.db")) == 1


def test_finishing_twice_shares_once(tmp_path: Path) -> None:
    room, session_id, code = opened(tmp_path)
    room.sit(session_id)
    room.kiosk.finish(session_id)

    with pytest.raises(SessionClosed):
        room.kiosk.finish(session_id)
    with pytest.raises(AlreadyShared):
        room.kiosk.resume(code)
    assert len(outbox.waiting(tmp_path / "kiosk.db")) == 1


def test_bundles_of_a_kiosk_are_chained(tmp_path: Path) -> None:
    room, one, _ = opened(tmp_path)
    two = room.kiosk.start(start_code("87654321"), "ti").session_id
    for session_id in (one, two):
        room.kiosk.stop(session_id)
        room.kiosk.finish(session_id)

    first, second = outbox.waiting(tmp_path / "kiosk.db")

    assert (first.sequence, second.sequence) == (1, 2)
    assert room.kiosk.store.last_sealed() == (2, second.jws_digest)
    assert first.name != second.name


def test_a_bundle_goes_to_the_stick_at_once(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    room, session_id, _ = opened(tmp_path, stick)
    room.kiosk.stop(session_id)

    room.kiosk.finish(session_id)

    (bundle,) = outbox.waiting(tmp_path / "kiosk.db")
    assert (stick / bundle.name).read_bytes() == bundle.data


def test_a_stick_that_cannot_be_written_to_does_not_undo_the_end(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path, Path("/proc"))
    room.kiosk.stop(session_id)

    bundle_id = room.kiosk.finish(session_id)

    assert [bundle.bundle_id for bundle in outbox.waiting(tmp_path / "kiosk.db")] == [bundle_id]


def test_on_a_full_disk_the_session_stays_and_can_be_finished_later(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    before = room.sit(session_id)
    database = room.kiosk.store._db.conn
    (pages,) = database.execute("PRAGMA page_count").fetchone()
    database.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(NotStored):
        room.kiosk.finish(session_id)
    assert room.kiosk.session(session_id) == before

    database.execute("PRAGMA max_page_count = 100000")
    assert room.kiosk.finish(session_id)


def test_the_kiosk_seals_for_a_key_that_it_cannot_open_itself() -> None:
    assert "d" not in an_identity().recipient.jwk
    assert keys.fingerprint(an_identity().recipient.jwk) == keys.fingerprint(desk_key())


def test_letters_with_loose_marks_reach_the_desk_put_together(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    room.sit(session_id, {"q-work": TextResponse("cafe\u0301")})

    room.kiosk.finish(session_id)

    assert "caf\u00e9" in str(unsealed(room, tmp_path).events)


def test_a_session_that_an_older_program_stored_untidied_is_sealed_all_the_same(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    session = room.sit(session_id, until="q-work")
    untidy = TextResponse("cafe\u0301\u202e")
    given = respond(session, a_bank(), *on_screen(room, session_id), untidy, room.clock.at)
    room.kiosk._do(session_id, lambda session, now: given)
    room.sit(session_id)

    room.kiosk.finish(session_id)

    assert "'caf\u00e9'" in str(unsealed(room, tmp_path).events)


def test_a_bundle_says_which_program_made_it(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    room.kiosk.identity = replace(an_identity(), build="ab" * 32, scoring="cd" * 32)
    room.sit(session_id)

    room.kiosk.finish(session_id)

    contents = unsealed(room, tmp_path)
    assert (contents.app_build, contents.scoring_sha256) == ("ab" * 32, "cd" * 32)
