"""What a kiosk does with a sitting, with a real database, real keys and a clock that the test turns."""

from pathlib import Path

import pytest

from assessment.items.responses import ChoiceResponse, Missing, OccupationResponse, SimulationResponse, TextResponse
from assessment.session.codes import WrongCode, start_code
from assessment.session.delivery import NotOnScreen, StaleResponse
from assessment.session.session import replay
from kiosk.service import UnknownLocale
from tests.builders import CODE, a_kiosk, on_screen, opened
from tests.candidates import CARD_ADDRESS, an_email

CANARY = "kanarie-ካናሪ-كناري"


# beginning


def test_starting_puts_the_first_item_on_screen(tmp_path: Path) -> None:
    room, session_id, code = opened(tmp_path)

    session = room.kiosk.session(session_id)

    assert (session.subject, session.locale, session.program) == (CODE, "ar", "0.1.0")
    assert on_screen(room, session_id) == ("welcome", 2)
    assert room.kiosk.resume_code(session_id) == code


def test_a_start_code_may_be_typed_in_the_digits_of_the_candidate(tmp_path: Path) -> None:
    typed = CODE.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    found = a_kiosk(tmp_path).kiosk.start(f"{typed[:3]} {typed[3:]}", "ar")

    assert len(found.resume_code) == 20


@pytest.mark.parametrize("code", ["", "1123456788", "123", CODE + "0", "፩፪፫"])
def test_a_wrong_start_code_begins_nothing(tmp_path: Path, code: str) -> None:
    room = a_kiosk(tmp_path)

    with pytest.raises(WrongCode):
        room.kiosk.start(code, "ar")
    assert room.kiosk.store.slips() == set()


def test_a_language_that_is_not_offered_is_refused(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)

    with pytest.raises(UnknownLocale, match="found 'xx', expected one of nl, ar, ti"):
        room.kiosk.start(CODE, "xx")
    with pytest.raises(UnknownLocale):
        room.kiosk.switch(session_id, "en", None)


def test_two_sessions_share_nothing(tmp_path: Path) -> None:
    room, one, code = opened(tmp_path)
    two = room.kiosk.start(start_code("87654321"), "ti")

    room.sit(one, until="q-papers")

    assert two.resume_code[:4] != code[:4]
    assert on_screen(room, two.session_id) == ("welcome", 2)


# answering


def test_an_answer_is_stored_before_the_next_item_comes(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    room.sit(session_id, until="q-papers")
    key = room.kiosk.keyring[session_id].key

    session = room.kiosk.answer(session_id, *on_screen(room, session_id), ChoiceResponse("none"))

    assert replay(room.kiosk.store.events(session_id, key)) == session
    assert session.responses["q-papers"] == ChoiceResponse("none")


def test_a_double_tap_changes_nothing(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    first = on_screen(room, session_id)
    after = room.kiosk.skip(session_id, *first, Missing.SKIPPED)

    with pytest.raises(StaleResponse):
        room.kiosk.skip(session_id, *first, Missing.SKIPPED)
    assert room.kiosk.session(session_id) == after


@pytest.mark.parametrize(("item", "step"), [("q-work", 2), ("welcome", 3), ("welcome", 0), ("nothing", 2)])
def test_an_answer_to_another_item_is_refused(tmp_path: Path, item: str, step: int) -> None:
    room, session_id, _ = opened(tmp_path)

    with pytest.raises(NotOnScreen):
        room.kiosk.answer(session_id, item, step, TextResponse("kok"))
    assert room.kiosk.session(session_id).length == 2


def test_words_typed_in_the_mail_keep_only_their_shape(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    room.sit(session_id, {"mail-send": an_email(subject=CANARY, body="Dag Lina 06")}, until="q-papers")

    response = room.kiosk.session(session_id).responses["mail-send"]

    assert isinstance(response, SimulationResponse)
    assert [action.value for action in response.log[1:4]] == [CARD_ADDRESS, "xxxxxxx-xxx-xxxxx", "xxx xxxx 99"]


def test_own_words_lose_what_a_bundle_cannot_carry(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    room.sit(session_id, {"q-work": TextResponse("kok\u202e\x00 in\r\nBreda")})

    assert room.kiosk.session(session_id).responses["q-work"] == TextResponse("kok in\nBreda")


def test_an_occupation_in_own_words_loses_that_too_and_a_code_stays(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    own = OccupationResponse("text", text="\u202eبنّاء\x00")
    room.sit(session_id, {"try-job": OccupationResponse("search", "7112", "a-b-c"), "q-job": own})

    responses = room.kiosk.session(session_id).responses

    assert responses["q-job"] == OccupationResponse("text", text="بنّاء")
    assert responses["try-job"] == OccupationResponse("search", "7112", "a-b-c")


def test_switching_while_reading_goes_on_in_the_other_language(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    room.sit(session_id, until="own-ar-2")

    room.kiosk.switch(session_id, "nl", None)
    room.sit(session_id, until="own-nl-1")

    assert on_screen(room, session_id)[0] == "own-nl-1"


def test_switching_keeps_what_stood_on_the_page(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    room.sit(session_id, until="q-work")

    session = room.kiosk.switch(session_id, "ti", TextResponse("ko"))

    assert (session.locale, session.draft) == ("ti", TextResponse("ko"))
    assert on_screen(room, session_id)[0] == "q-work"


def test_going_back_is_possible_where_the_section_allows_it(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    first = room.kiosk.session(session_id)
    last = room.sit(session_id, until="q-work")

    assert not room.kiosk.can_go_back(first)
    assert room.kiosk.can_go_back(last)
    assert room.kiosk.back(session_id).current.item == "q-papers"
