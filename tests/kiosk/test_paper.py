"""A sitting that ends on paper: from the kiosk's last page to codes that the desk reads."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import zxingcpp
from click.testing import CliRunner
from pypdfium2 import PdfDocument

from assessment.bundle import enrolment, frames, packed
from assessment.bundle.paper import restored
from assessment.bundle.reduced import Reduced
from assessment.bundle.trust import Trust
from assessment.bundle.trust import enrol as trusting
from assessment.bundle.unseal import verified_paper
from assessment.items.responses import TextResponse
from assessment.session.record import load_profile
from assessment.storage import outbox
from assessment.storage.leaving import TooLate
from kiosk import paper, withdrawal
from kiosk.alone import alone
from kiosk.cli import main
from kiosk.paper import NoPaper, Printable
from tests.builders import CODE, NOW, Room, a_bank, an_identity, desk_key, opened
from tests.bundle.paper_builders import some_codes, some_raw
from tests.kiosk.test_finishing import unsealed
from tests.storage.builders import a_bundle, with_a_session
from tests.trusting import a_pair

UNMEASURED = [scale for scale in a_bank().scales if scale.id not in {section.scale for section in a_bank().sections}]
CANARY = "kanarie-ካናሪ-كناري"


def finished(folder: Path) -> Room:
    """A sitting in which somebody typed the canary, shared, sealed, and handed out on paper."""
    room, session_id, _ = opened(folder)
    room.sit(session_id, {"w-job": TextResponse(CANARY)})
    room.kiosk.finish(session_id)
    paper.hand_out(room.kiosk, 1)
    return room


def looked_at(pdf: bytes) -> list[str]:
    """The codes on the first page of *pdf*, as a scanner at 150 dots per inch sees them."""
    picture = PdfDocument(pdf)[0].render(scale=150 / 72).to_pil()
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def at_the_desk(codes: list[str], room: Room) -> Reduced:
    reading = frames.NOTHING
    for text in codes:
        reading = frames.add(reading, text)
    identity = an_identity()
    asked = enrolment.read(enrolment.request(identity.name, identity.device_key, NOW))
    trust = trusting(Trust("amsterdam"), asked, NOW - timedelta(days=7))
    return verified_paper(restored(frames.join(reading)), [desk_key()], trust, room.clock.at).reduced


def words(pdf: bytes) -> str:
    return " ".join(PdfDocument(pdf)[0].get_textpage().get_text_bounded().split())


def test_the_printed_sheet_is_read_and_says_what_the_bundle_says_in_short(tmp_path: Path) -> None:
    room = finished(tmp_path)

    found = at_the_desk(looked_at(paper.page(room.kiosk, 1)), room)

    bundle = unsealed(room, tmp_path)
    (outgoing,) = outbox.waiting(tmp_path / "kiosk.db")
    assert (found.bundle_id, found.sequence, found.subject) == (bundle.bundle_id, bundle.sequence, bundle.subject)
    assert found.full == outgoing.jws_digest
    assert found.stated == packed.of(load_profile(bundle.profile))


def test_the_sheet_tells_nothing_of_the_person(tmp_path: Path) -> None:
    room = finished(tmp_path)

    sheet = paper.page(room.kiosk, 1, "en")

    text = words(sheet)
    assert "kiosk" in text
    assert all(f"{number}/4" in text for number in (1, 2, 3, 4))
    assert [word for word in (CODE, CANARY, "A1", "A2", "B1") if word in text.split()] == []
    assert CODE.encode() not in sheet
    assert CANARY.encode() not in sheet


def test_it_speaks_dutch_and_the_language_that_is_asked_for(tmp_path: Path) -> None:
    room = finished(tmp_path)

    assert "Alleen de gemeente" in words(paper.page(room.kiosk, 1))
    assert "Give this sheet to your case worker" in words(paper.page(room.kiosk, 1, "en"))


@pytest.mark.parametrize("locale", ["ar", "fa", "ti"])
def test_what_cannot_be_set_on_paper_is_said_in_english_and_can_be_shown(tmp_path: Path, locale: str) -> None:
    room = finished(tmp_path)

    assert "Give this sheet to your case worker" in words(paper.page(room.kiosk, 1, locale))
    assert all(paper.words(locale))
    assert paper.words(locale) != paper.words("en")


def test_the_codes_can_be_shown_as_they_are_printed(tmp_path: Path) -> None:
    room = finished(tmp_path)

    assert sorted(paper.codes(room.kiosk, 1)) == sorted(looked_at(paper.page(room.kiosk, 1)))


def test_what_can_be_printed_is_listed_by_number_and_day(tmp_path: Path) -> None:
    room = finished(tmp_path)

    assert paper.printable(room.kiosk) == [Printable(1, "2026-11-22", "2026-11-22")]
    with pytest.raises(NoPaper):
        paper.page(room.kiosk, 2)


def test_where_paper_is_off_nothing_is_kept_for_it(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    room.kiosk.paper = False
    room.sit(session_id)

    room.kiosk.finish(session_id)

    assert paper.printable(room.kiosk) == []
    assert len(outbox.waiting(tmp_path / "kiosk.db")) == 1


def test_contents_that_no_paper_carries_are_sealed_for_the_stick_all_the_same(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    scales = (replace(scale, id=f"{scale.id} {scale.id}") for scale in UNMEASURED)
    room.kiosk.bank = replace(room.kiosk.bank, scales=(*room.kiosk.bank.scales, *scales))
    room.sit(session_id)

    room.kiosk.finish(session_id)

    assert paper.printable(room.kiosk) == []
    assert len(outbox.waiting(tmp_path / "kiosk.db")) == 1


def test_the_audit_log_says_that_it_was_handed_out(tmp_path: Path) -> None:
    room = finished(tmp_path)

    entry = room.kiosk.store.rows("SELECT entry FROM audit ORDER BY n DESC LIMIT 1")[0]["entry"]
    assert '"paper_printed"' in entry
    assert CODE not in entry


def test_nothing_is_printed_before_it_is_handed_out(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    room.sit(session_id)
    room.kiosk.finish(session_id)

    with pytest.raises(NoPaper):
        paper.page(room.kiosk, 1)
    with pytest.raises(NoPaper):
        paper.hand_out(room.kiosk, 2)


# at the command line


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home folder of a kiosk that a desk trusts, with one bundle."""
    at = a_pair(tmp_path).kiosk_home
    store = with_a_session(at)
    store.seal("one", a_bundle(), NOW, some_raw())
    store.close()
    return at


def test_an_operator_makes_a_sheet_with_a_command(home: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["paper", str(home), "1", str(tmp_path / "sheet.pdf")])

    assert done.exit_code == 0, done.output
    assert sorted(looked_at((tmp_path / "sheet.pdf").read_bytes())) == sorted(some_codes())


def test_a_number_that_is_not_there_is_said_in_a_sentence(home: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["paper", str(home), "7", str(tmp_path / "sheet.pdf")])

    assert done.exit_code == 1
    assert "found nothing to print of bundle 7" in done.output
    assert not (tmp_path / "sheet.pdf").exists()


def test_it_waits_for_the_kiosk_to_be_stopped(home: Path, tmp_path: Path) -> None:
    with alone(home):
        done = CliRunner().invoke(main, ["paper", str(home), "1", str(tmp_path / "sheet.pdf")])

    assert done.exit_code == 1
    assert "found a kiosk that runs" in done.output


# taken back


def shared(folder: Path) -> Room:
    """A sitting that was shared and sealed, and lies here only."""
    room, session_id, _ = opened(folder)
    room.sit(session_id)
    room.kiosk.finish(session_id)
    return room


def test_what_is_taken_back_can_be_printed_no_more(tmp_path: Path) -> None:
    room = shared(tmp_path)

    withdrawal.take_back(room.kiosk, 1)

    assert paper.printable(room.kiosk) == []
    with pytest.raises(NoPaper):
        paper.hand_out(room.kiosk, 1)


def test_what_went_on_paper_is_not_taken_back_here(tmp_path: Path) -> None:
    room = shared(tmp_path)
    paper.hand_out(room.kiosk, 1)

    with pytest.raises(TooLate):
        withdrawal.take_back(room.kiosk, 1)
    assert len(paper.codes(room.kiosk, 1)) == 4
