"""A case worker holds a sheet in front of the camera: a real browser films real codes, the desk reads them."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random
from threading import Thread

import pytest
from PIL import Image
from playwright.sync_api import Browser, Playwright
from waitress.server import create_server

from assessment.demo.stage import free_port
from assessment.desk.app import create_app
from assessment.report import transport
from assessment.report.transport import Transport
from tests.browser.case_worker import CaseWorker
from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.watch import Watch
from tests.camera import photographed, scanned
from tests.desk.builders import PASSWORD, USER, Office, a_sitting, an_office, contents_of
from tests.desk.sheets import Sheet, a_sheet

FRAMES = 30  # of a film of 30 a second, for each code
ORDER = (2, 0, 3, 1)
PIXELS = 3.4  # per module: a code fills half the height of the picture


@pytest.fixture
def address(tmp_path: Path) -> Iterator[tuple[Office, str]]:
    """A desk that is served on loopback."""
    office, port = an_office(tmp_path), free_port()
    app = create_app(office.desk, b"a secret for one test", frozenset({f"127.0.0.1:{port}"}))
    server = create_server(app, host="127.0.0.1", port=port, threads=2)
    serving = Thread(target=server.run, daemon=True)
    serving.start()
    yield office, f"127.0.0.1:{port}"
    server.close()


def a_film(sheet: Sheet, file: Path) -> Path:
    """The codes of the printed *sheet*, one after the other in another order, as a camera with 720 lines sees them."""
    page = scanned(transport.pdf(Transport("kiosk-1", 1, sheet.codes, ())), PIXELS)
    with file.open("wb") as film:
        for place in ORDER:
            film.write(_shot(page, place) * FRAMES)
    return file


def _shot(page: Image.Image, place: int) -> bytes:
    """One code of *page* in the middle of the picture, with what lies around it."""
    pixels = PIXELS / 0.4  # in a millimetre
    row, column = divmod(place, 2)
    middle = ((38 + 90 * column) * pixels, (page.height / pixels * 0.36 + 62 * row) * pixels)
    box = (middle[0] - 640, middle[1] - 360, middle[0] + 640, middle[1] + 360)
    seen = Image.open(BytesIO(photographed(page.crop(tuple(map(round, box))), Random(place))))
    file = BytesIO()
    seen.convert("RGB").save(file, "JPEG", quality=90)
    return file.getvalue()


@pytest.fixture
def filming(playwright: Playwright, address: tuple[Office, str], tmp_path: Path) -> Iterator[Browser]:
    film = a_film(a_sheet(address[0]), tmp_path / "film.mjpeg")
    camera = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    browser = playwright.chromium.launch(
        executable_path=CHROMIUM, args=[*QUIET, *camera, f"--use-file-for-fake-video-capture={film}"]
    )
    yield browser
    browser.close()


@pytest.mark.slow
def test_codes_in_front_of_the_camera_in_any_order_become_a_reduced_profile(
    filming: Browser, address: tuple[Office, str]
):
    office, host = address
    watch, context = Watch(frozenset({host})), filming.new_context()
    watch.over(context)
    worker = CaseWorker(context.new_page(), f"http://{host}", USER, PASSWORD)
    worker.logs_in()
    worker.page.goto(f"http://{host}/paper")

    worker.page.get_by_role("button", name="Zet de camera aan").click()
    worker.page.wait_for_url("**/paper/*-*", timeout=60_000)

    bundle = contents_of(a_sitting()).bundle_id
    assert worker.page.locator("[data-paper]").get_attribute("data-paper") == bundle
    assert "ingelezen" in worker.is_told()
    assert (watch.elsewhere, watch.complaints) == ([], [])
    assert [event for event, _ in office.desk.store.audited()].count("read_from_paper") == 1
