"""The pages for paper, as a browser without a script sees them, and the camera's address."""

import re
from io import BytesIO
from secrets import token_bytes

from pypdfium2 import PdfDocument
from werkzeug.test import TestResponse

from assessment.bundle.frames import cut
from assessment.desk.eyes import LARGEST_PICTURE
from tests.desk.builders import HOST, Office, a_sitting, contents_of
from tests.desk.desk_browser import CaseWorker, a_case_worker
from tests.desk.sheets import a_photo, a_sheet

BUNDLE = contents_of(a_sitting()).bundle_id


def shows(worker: CaseWorker, *pictures: bytes) -> TestResponse:
    worker.get("/paper")
    files = [(BytesIO(picture), f"photo-{number}.png") for number, picture in enumerate(pictures)]
    answer = worker.post("/paper/pictures", pictures=files)
    return worker.get(answer.headers["Location"]) if answer.status_code == 303 else answer


def films(worker: CaseWorker, picture: bytes) -> dict[str, object]:
    worker.get("/paper")
    headers = {"X-CSRFToken": worker.token}
    answer = worker.client.post("/paper/frame", data=picture, base_url=f"http://{HOST}", headers=headers)
    assert answer.status_code == 200
    assert isinstance(answer.json, dict)
    return answer.json


def progress(worker: CaseWorker) -> str:
    found = re.search(r'id="progress"[^>]*>\s*<strong>(.*?)</strong>', worker.page)
    return found[1] if found else ""


def test_pictures_of_all_codes_in_the_wrong_order_make_a_reduced_profile(office: Office) -> None:
    worker, codes = a_case_worker(office), a_sheet(office).codes

    shows(worker, a_photo(codes[2], codes[0]), a_photo(codes[3], codes[1]))

    assert f'data-paper="{BUNDLE}"' in worker.page
    assert "zonder antwoorden" in worker.page
    worker.get("/")
    assert f"/paper/{BUNDLE}" in worker.page


def test_with_one_left_out_it_says_which(office: Office) -> None:
    worker, codes = a_case_worker(office), a_sheet(office).codes

    shows(worker, a_photo(codes[3]), a_photo(codes[0], codes[2]))
    assert progress(worker) == "3 van 4 codes gelezen. Nog niet gelezen: 2."

    shows(worker, a_photo(codes[1]))
    assert f'data-paper="{BUNDLE}"' in worker.page


def test_somebody_can_begin_again_with_another_sheet(office: Office) -> None:
    worker, codes = a_case_worker(office), a_sheet(office).codes
    shows(worker, a_photo(codes[0]))

    worker.post("/paper/again")
    worker.get("/paper")

    assert progress(worker) == "Er is nog geen code gelezen."


def test_a_code_of_another_sheet_is_refused_and_what_was_read_stays(office: Office) -> None:
    worker, codes, other = a_case_worker(office), a_sheet(office).codes, a_sheet(office).codes
    shows(worker, a_photo(codes[0]))

    answer = shows(worker, a_photo(other[1]))

    assert answer.status_code == 409
    assert "ander blad" in worker.page
    assert "1 van 4" in progress(worker)


def test_codes_of_others_are_passed_over(office: Office) -> None:
    worker, codes = a_case_worker(office), a_sheet(office).codes

    shows(worker, a_photo("HTTPS://EVIL.EXAMPLE/".ljust(970, "7"), codes[0]))

    assert "1 van 4" in progress(worker)


def test_what_was_read_is_forgotten_after_a_while(office: Office) -> None:
    worker, codes = a_case_worker(office), a_sheet(office).codes
    shows(worker, a_photo(codes[0]))

    for _minute in range(16):
        office.clock.at = office.clock.at.replace(minute=(office.clock.at.minute + 1) % 60)
        worker.get("/")
    worker.get("/paper")

    assert progress(worker) == "Er is nog geen code gelezen."


def test_one_case_worker_does_not_see_what_another_reads(office: Office) -> None:
    one, other, codes = a_case_worker(office), a_case_worker(office), a_sheet(office).codes

    shows(one, a_photo(codes[0]))
    other.get("/paper")

    assert progress(other) == "Er is nog geen code gelezen."


def test_a_sheet_of_nonsense_is_refused_in_words(office: Office) -> None:
    worker = a_case_worker(office)

    answer = shows(worker, a_photo(*cut(token_bytes(634))))

    assert answer.status_code == 422
    assert 'role="alert"' in worker.page


def test_nothing_chosen_or_too_many_is_said_at_the_field(office: Office) -> None:
    worker = a_case_worker(office)

    assert shows(worker).status_code == 422
    assert shows(worker, *[b"x"] * 13).status_code == 422


# the camera


def test_the_camera_sends_one_frame_after_the_other_until_all_is_read(office: Office) -> None:
    worker, codes = a_case_worker(office), a_sheet(office).codes

    told = [films(worker, a_photo(codes[at], kind="JPEG")) for at in (1, 1, 3, 0, 2)]

    assert [one["read"] for one in told] == [[2], [2], [2, 4], [1, 2, 4], []]
    assert told[3]["said"] == "3 van 4 codes gelezen. Nog niet gelezen: 3."
    assert [one["open"] for one in told] == [None] * 4 + [f"/paper/{BUNDLE}"]


def test_a_frame_without_a_code_changes_nothing(office: Office) -> None:
    worker = a_case_worker(office)

    assert films(worker, b"not a picture") == {
        "said": "Er is nog geen code gelezen.", "read": [], "count": 0, "refused": False, "open": None,
    }  # fmt: skip


def test_a_sheet_that_is_not_taken_in_is_told_to_the_camera_too(office: Office) -> None:
    worker, sheet = a_case_worker(office), a_sheet(office)
    films(worker, a_photo(sheet.codes[0]))

    told = films(worker, a_photo(a_sheet(office).codes[0]))

    assert told["refused"] is True
    assert "ander blad" in str(told["said"])


def test_only_the_page_for_paper_may_ask_for_the_camera(office: Office) -> None:
    worker = a_case_worker(office)

    assert "camera=(self)" in worker.get("/paper").headers["Permissions-Policy"]
    assert "camera=()" in worker.get("/").headers["Permissions-Policy"]


# how much may come


def test_only_pictures_may_be_large_and_only_from_somebody_who_logged_in(office: Office) -> None:
    worker, large = a_case_worker(office), bytes(3 * 1024 * 1024)

    assert shows(worker, large, large).status_code == 200
    for path in ("/paper/frame", "/bundles", "/paper/again"):
        assert worker.client.post(path, data=large, base_url=f"http://{HOST}").status_code == 413
    stranger = office.visitor()
    assert stranger.post("/paper/pictures", data=large, base_url=f"http://{HOST}").status_code == 413


def test_more_than_twelve_large_pictures_are_too_much(office: Office) -> None:
    worker = a_case_worker(office)
    worker.get("/paper")

    answer = worker.client.post(
        "/paper/pictures", data=b"", base_url=f"http://{HOST}",
        content_length=13 * LARGEST_PICTURE, headers={"X-CSRFToken": worker.token},
    )  # fmt: skip

    assert answer.status_code == 413


# the reduced profile


def test_it_can_be_printed_and_says_what_it_is_there_too(office: Office) -> None:
    worker = a_case_worker(office)
    shows(worker, *(a_photo(code) for code in a_sheet(office).codes))

    answer = worker.get(f"/paper/{BUNDLE}/report.pdf")

    text = PdfDocument(answer.data)[0].get_textpage().get_text_bounded()
    assert "Beperkt profiel" in text
    assert "niet opnieuw" in " ".join(text.split())


def test_after_its_bundle_paper_leads_to_the_whole_profile(office: Office) -> None:
    worker, sheet = a_case_worker(office), a_sheet(office)
    worker.hand_in(sheet.bundle)

    shows(worker, *(a_photo(code) for code in sheet.codes))

    assert f'data-bundle="{BUNDLE}"' in worker.page
    assert "al ingelezen" in worker.page


def test_paper_that_is_not_here_is_said_to_be_not_here(office: Office) -> None:
    assert a_case_worker(office).get(f"/paper/{BUNDLE}").status_code == 404
